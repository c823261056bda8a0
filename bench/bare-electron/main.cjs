// The least an Electron application can be: one window with one line. The peer of the bench `start.firstQuote`.
const { app, BrowserWindow } = require('electron')
const path = require('node:path')

app.setPath('userData', process.env.BARE_ELECTRON_PROFILE)
app.whenReady().then(() => {
  const window = new BrowserWindow({ show: false, width: 1600, height: 960 })
  window.once('ready-to-show', () => {
    window.show()
    process.stderr.write('{"event":"shown"}\n')
  })
  void window.loadFile(path.join(__dirname, 'index.html'))
})
