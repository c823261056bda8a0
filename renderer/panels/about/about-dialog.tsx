// Versions, where the data comes from, and the notices of what we build on.
import { useEffect, useState, type ReactElement } from 'react'
import type { AboutTenor, TenorBridge } from '../../../shared/ui-wire/bridge.ts'
import { translate } from '../../i18n/translate.ts'
import { Dialog } from '../../kit/dialog.tsx'
import { roots } from '../../store/instruments.ts'

export function AboutDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const [about, setAbout] = useState<AboutTenor>()
  useEffect(() => {
    const bridge: TenorBridge | undefined = globalThis.tenor
    void bridge?.about().then(setAbout, () => undefined)
  }, [])
  const sources = [...new Set(roots().map((root) => root.source))]
  return (
    <Dialog
      title={translate('about.title')}
      closeLabel={translate('about.close')}
      onClose={onClose}
      testId="about-dialog"
    >
      <p>{translate('about.lead')}</p>
      {about === undefined ? (
        <p className="quiet">{translate('about.noBridge')}</p>
      ) : (
        <dl>
          <dt>{translate('about.version')}</dt>
          <dd>{about.version}</dd>
          <dt>{translate('about.runtime')}</dt>
          <dd>
            {translate('about.runtimeText', {
              electron: about.electron,
              chromium: about.chromium,
              node: about.node,
            })}
          </dd>
          <dt>{translate('about.platform')}</dt>
          <dd>{about.platform}</dd>
        </dl>
      )}
      {sources.length > 0 && <h3>{translate('about.contracts')}</h3>}
      <ul>
        {sources.map((source) => (
          <li key={source}>{source}</li>
        ))}
      </ul>
      <h3>{translate('about.attributions')}</h3>
      <ul>
        {about?.attributions.map((notice) => (
          <li key={notice}>{notice}</li>
        ))}
        <li>{translate('about.chartNotice')}</li>
        <li>{translate('about.fontNotice')}</li>
        <li>{translate('about.licences')}</li>
      </ul>
    </Dialog>
  )
}
