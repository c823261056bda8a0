// The window's entry: fonts, tokens, settings and kept choices, the desk.
import '@fontsource-variable/inter/wght.css'
import '@fontsource-variable/jetbrains-mono/wght.css'
import '@fontsource-variable/noto-sans-sc/wght.css'
import '../kit/tokens.css'
import '../kit/base.css'
import { createRoot } from 'react-dom/client'
import { takeOverOldChoices } from '../store/old-choices.ts'
import { startKeepingChoices } from '../store/ui-store.ts'
import { App } from './app.tsx'
import { followAppearance } from './appearance.ts'
import { FailureScreen } from './failure-screen.tsx'
import { startDesk } from './start-desk.ts'

takeOverOldChoices(window.localStorage)
startKeepingChoices(window.localStorage)
followAppearance()
startDesk()

const root = document.getElementById('root')
if (root !== null) {
  createRoot(root).render(
    <FailureScreen>
      <App />
    </FailureScreen>,
  )
}
