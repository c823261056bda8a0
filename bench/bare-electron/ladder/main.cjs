// A window with one ladder in it, ours or a peer's, for the bench `ladder.*`: the page that Vite built, from an address of its
// own, as the terminal's page has one.
const { app, BrowserWindow, net, protocol } = require('electron')
const path = require('node:path')
const { pathToFileURL, URL } = require('node:url')

const built = path.join(__dirname, '..', '..', '..', 'out', 'bench-ladder')

app.setPath('userData', process.env.LADDER_PAGE_PROFILE)
protocol.registerSchemesAsPrivileged([
  { scheme: 'tenor-app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
])
app.whenReady().then(() => {
  protocol.handle('tenor-app', (request) =>
    net.fetch(pathToFileURL(path.join(built, new URL(request.url).pathname)).href),
  )
  const window = new BrowserWindow({ width: 640, height: 1160, useContentSize: true })
  void window.loadURL(`tenor-app://bench/index.html#${process.env.LADDER_PAGE_SHOWS}`)
})
