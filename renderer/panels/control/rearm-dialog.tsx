// Arms trading again after it was stopped: says since when and by whom, and asks for a word, because a click is too easy.
import { useState, type ReactElement } from 'react'
import { useStore } from 'zustand'
import { REARM_WORD } from '../../../shared/ui-wire/rearm-word.ts'
import { fromWord } from '../../i18n/reason-text.ts'
import { zonedText } from '../../i18n/time-text.ts'
import { translate } from '../../i18n/translate.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { rearmTrading } from '../../store/control-actions.ts'
import { deskStore } from '../../store/topic-stores.ts'
import './control.css'

export function RearmDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const stopped = useStore(deskStore, (state) => state.projection?.stopped)
  const [word, setWord] = useState('')
  const [refusal, setRefusal] = useState<string>()
  const go = (): void => {
    void rearmTrading(word).then((why) => {
      if (why === undefined) onClose()
      else setRefusal(why)
    })
  }
  return (
    <Dialog
      title={translate('control.rearmTitle')}
      closeLabel={translate('control.close')}
      onClose={onClose}
      testId="rearm-dialog"
    >
      {stopped !== undefined && (
        <p>
          {translate('control.rearmWhy', {
            since: zonedText(stopped.sinceUs),
            who: stopped.who,
            origin: fromWord(stopped.origin),
          })}
        </p>
      )}
      <p>{translate('control.rearmAsk', { word: REARM_WORD })}</p>
      <form
        className="rearm"
        onSubmit={(event) => {
          event.preventDefault()
          go()
        }}
      >
        <input
          value={word}
          maxLength={20}
          autoFocus
          spellCheck={false}
          aria-label={translate('control.rearmAsk', { word: REARM_WORD })}
          data-testid="rearm-word"
          onChange={(event) => {
            setWord(event.target.value)
            setRefusal(undefined)
          }}
        />
        <Button kind="danger" onPress={go} testId="rearm-go">
          {translate('control.rearmGo')}
        </Button>
      </form>
      <p className="refusal" role="alert">
        {refusal}
      </p>
    </Dialog>
  )
}
