// The process that receives what the publishing bench sends, as source for `node -e`: it must run apart from the
// process whose time is measured. Argument: where `ws` is. Standard input: one JSON object per line. `connect` opens the
// clients, each of which sends `hello` (base64, or nothing) once it is open, and answers `ready`; `bytes` answers how many
// bytes of frames all clients were sent since then and how large the frames of the first client were; `close` ends the clients.

export const receivingProgram = `
const WebSocket = require(process.argv[1])
const lines = require('node:readline').createInterface({ input: process.stdin })
let clients = []
let bytes = 0
let sizes = []
const answer = (value) => console.log(JSON.stringify(value))
lines.on('line', (line) => {
  const { connect, close } = JSON.parse(line)
  if (connect) {
    let open = 0
    bytes = 0
    sizes = []
    clients = Array.from({ length: connect.clients }, (_, nth) => {
      const socket = new WebSocket(connect.url, connect.protocols, { perMessageDeflate: false, skipUTF8Validation: true })
      socket.on('error', () => {})
      socket.on('message', (data) => {
        bytes += data.length + (data.length < 126 ? 2 : data.length < 65536 ? 4 : 10)
        if (nth === 0) sizes.push(data.length)
      })
      socket.on('open', () => {
        if (connect.hello) socket.send(Buffer.from(connect.hello, 'base64'), { binary: connect.binary })
        if (++open === connect.clients) answer({ ready: true })
      })
      return socket
    })
  } else if (close) {
    for (const socket of clients) socket.terminate()
    answer({ closed: true })
  } else {
    answer({ bytes, sizes })
    sizes = []
  }
})
`
