// The least an Electron application can be: one window with one line. The peer of the bench `start.firstQuote`. Like
// ours it speaks when its page has painted in a visible window, which the page tells by its title.
const { app, BrowserWindow } = require('electron')
const path = require('node:path')

app.setPath('userData', process.env.BARE_ELECTRON_PROFILE)
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1600, height: 960 })
  window.on('page-title-updated', (_event, title) => {
    if (title === 'painted') process.stderr.write('{"event":"shown"}\n')
  })
  void window.loadFile(path.join(__dirname, 'index.html'))
})
