// Tokens of Markdown as elements. Raw HTML and pictures are shown as their text; no element here takes markup.
import { Fragment, type ReactElement, type ReactNode } from 'react'
import { known, plainText, slugOf, type MarkedToken, type Tokens } from './markdown.ts'

export interface MarkdownViewProps {
  readonly tokens: readonly MarkedToken[]
  readonly link: (href: string, children: ReactNode) => ReactElement
}

export function MarkdownView({ tokens, link }: MarkdownViewProps): ReactElement {
  return (
    <>
      {tokens.map((token, nth) => (
        <Fragment key={nth}>{elementOf(token, link)}</Fragment>
      ))}
    </>
  )
}

type Link = MarkdownViewProps['link']

function elementOf(token: MarkedToken, link: Link): ReactNode {
  switch (token.type) {
    case 'heading':
      return headingOf(token, link)
    case 'paragraph':
      return <p>{inner(token.tokens, link)}</p>
    case 'list':
      return listOf(token, link)
    case 'list_item':
      return <li>{inner(token.tokens, link)}</li>
    case 'table':
      return tableOf(token, link)
    case 'blockquote':
      return <blockquote>{inner(token.tokens, link)}</blockquote>
    case 'code':
      return <pre className="mono">{token.text}</pre>
    case 'hr':
      return <hr />
    case 'strong':
      return <strong>{inner(token.tokens, link)}</strong>
    case 'em':
      return <em>{inner(token.tokens, link)}</em>
    case 'del':
      return <del>{inner(token.tokens, link)}</del>
    case 'codespan':
      return <code>{token.text}</code>
    case 'link':
      return link(token.href, inner(token.tokens, link))
    case 'text':
      return token.tokens === undefined ? token.text : inner(token.tokens, link)
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

function inner(tokens: readonly { readonly type: string }[], link: Link): ReactElement {
  return <MarkdownView tokens={known(tokens)} link={link} />
}

/** Below the title of the dialog, so one deeper than in the file. */
function headingOf({ depth, tokens }: Tokens.Heading, link: Link): ReactElement {
  const Heading = depth === 1 ? 'h2' : depth === 2 ? 'h3' : 'h4'
  return (
    <Heading tabIndex={-1} data-slug={slugOf(plainText(known(tokens)))}>
      {inner(tokens, link)}
    </Heading>
  )
}

function listOf({ ordered, start, items }: Tokens.List, link: Link): ReactElement {
  const content = inner(items, link)
  return ordered ? <ol start={start === '' ? 1 : start}>{content}</ol> : <ul>{content}</ul>
}

function tableOf({ header, rows }: Tokens.Table, link: Link): ReactElement {
  return (
    <div className="guide-table">
      <table>
        <thead>
          <tr>
            {header.map((cell, nth) => (
              <th key={nth} scope="col">
                {inner(cell.tokens, link)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, nth) => (
            <tr key={nth}>
              {row.map((cell, column) => (
                <td key={column}>{inner(cell.tokens, link)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
