// Tokens of Markdown as elements. Raw HTML is shown as its text; no element here takes markup. A picture is one
// that the program brings along, with its words below it; any other is its words.
import { Fragment, type ReactElement, type ReactNode } from 'react'
import { known, pictureIn, plainText, slugOf, type MarkedToken, type Tokens } from './markdown.ts'

export interface MarkdownViewProps {
  readonly tokens: readonly MarkedToken[]
  readonly link: (href: string, children: ReactNode) => ReactElement
  /** The address of a picture of the program by how the text names it; undefined for any other. */
  readonly picture: (href: string) => string | undefined
}

export function MarkdownView({ tokens, ...shows }: MarkdownViewProps): ReactElement {
  return (
    <>
      {tokens.map((token, nth) => (
        <Fragment key={nth}>{elementOf(token, shows)}</Fragment>
      ))}
    </>
  )
}

/** What the page around the text knows. */
type Shows = Omit<MarkdownViewProps, 'tokens'>

function elementOf(token: MarkedToken, shows: Shows): ReactNode {
  switch (token.type) {
    case 'heading':
      return headingOf(token, shows)
    case 'paragraph':
      return paragraphOf(token, shows)
    case 'list':
      return listOf(token, shows)
    case 'list_item':
      return <li>{inner(token.tokens, shows)}</li>
    case 'table':
      return tableOf(token, shows)
    case 'blockquote':
      return <blockquote>{inner(token.tokens, shows)}</blockquote>
    case 'code':
      return <pre className="mono">{token.text}</pre>
    case 'hr':
      return <hr />
    case 'strong':
      return <strong>{inner(token.tokens, shows)}</strong>
    case 'em':
      return <em>{inner(token.tokens, shows)}</em>
    case 'del':
      return <del>{inner(token.tokens, shows)}</del>
    case 'codespan':
      return <code>{token.text}</code>
    case 'link':
      return shows.link(token.href, inner(token.tokens, shows))
    case 'text':
      return token.tokens === undefined ? token.text : inner(token.tokens, shows)
    case 'br':
      return <br />
    case 'escape':
    case 'html':
    case 'image':
      return token.text
    case 'checkbox':
    case 'space':
    case 'def':
      return null
  }
}

function inner(tokens: readonly { readonly type: string }[], shows: Shows): ReactElement {
  return <MarkdownView tokens={known(tokens)} {...shows} />
}

function paragraphOf(token: Tokens.Paragraph, shows: Shows): ReactElement {
  const picture = pictureIn(token)
  const address = picture === undefined ? undefined : shows.picture(picture.href)
  if (picture === undefined || address === undefined) return <p>{inner(token.tokens, shows)}</p>
  return (
    <figure>
      <img src={address} alt={picture.text} />
      <figcaption aria-hidden>{picture.text}</figcaption>
    </figure>
  )
}

/** Below the title of the dialog, so one deeper than in the file. */
function headingOf({ depth, tokens }: Tokens.Heading, shows: Shows): ReactElement {
  const Heading = depth === 1 ? 'h2' : depth === 2 ? 'h3' : 'h4'
  return (
    <Heading tabIndex={-1} data-slug={slugOf(plainText(known(tokens)))}>
      {inner(tokens, shows)}
    </Heading>
  )
}

function listOf({ ordered, start, items }: Tokens.List, shows: Shows): ReactElement {
  const content = inner(items, shows)
  return ordered ? <ol start={start === '' ? 1 : start}>{content}</ol> : <ul>{content}</ul>
}

function tableOf({ header, rows }: Tokens.Table, shows: Shows): ReactElement {
  return (
    <div className="guide-table">
      <table>
        <thead>
          <tr>
            {header.map((cell, nth) => (
              <th key={nth} scope="col">
                {inner(cell.tokens, shows)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, nth) => (
            <tr key={nth}>
              {row.map((cell, column) => (
                <td key={column}>{inner(cell.tokens, shows)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
