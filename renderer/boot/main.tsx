// The window's entry: fonts, tokens, the desk.
import '@fontsource-variable/inter/wght.css'
import '@fontsource-variable/jetbrains-mono/wght.css'
import '@fontsource-variable/noto-sans-sc/wght.css'
import '../kit/tokens.css'
import '../kit/base.css'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { followAppearance } from './appearance.ts'
import { FailureScreen } from './failure-screen.tsx'
import { startDesk } from './start-desk.ts'

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
