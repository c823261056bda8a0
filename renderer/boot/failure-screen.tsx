// Catches a failure to draw, so that a window says what happened instead of going blank. Orders live in the core and at
// the exchange: nothing is lost with a window, and loading it anew shows them again.
import { Component, type ReactElement, type ReactNode } from 'react'
import { translate } from '../i18n/translate.ts'
import { Button } from '../kit/button.tsx'

interface FailureScreenState {
  readonly failure: string | undefined
}

export class FailureScreen extends Component<{ readonly children: ReactNode }, FailureScreenState> {
  override state: FailureScreenState = { failure: undefined }

  static getDerivedStateFromError(error: unknown): FailureScreenState {
    return { failure: error instanceof Error ? error.message : String(error) }
  }

  override render(): ReactNode {
    const { failure } = this.state
    return failure === undefined ? this.props.children : <Failure text={failure} />
  }
}

function Failure({ text }: { readonly text: string }): ReactElement {
  return (
    <div className="empty-state failure" role="alert" data-testid="failure">
      <p>{translate('failure.text')}</p>
      <p className="mono">{text}</p>
      <Button
        onPress={() => {
          window.location.reload()
        }}
      >
        {translate('failure.reload')}
      </Button>
    </div>
  )
}
