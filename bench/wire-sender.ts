// The process that sends the frames of the wire bench, as source for `node -e`: it must run apart from the process whose
// time is measured. Argument: where `ws` is. Standard input: the flow as JSON. Prints the port it listens on.
// Each connection gets the welcome and the definitions, then the snapshots and all frames, no faster
// than they are taken: what the client asks for is not read, so that it may ask in any encoding.

export const sendingProgram = `
const { WebSocketServer } = require(process.argv[1])
let input = ''
process.stdin.setEncoding('utf8')
process.stdin.on('data', (part) => (input += part))
process.stdin.on('end', () => {
  const { isBinary, welcome, definitions, snapshots, frames } = JSON.parse(input)
  const form = { binary: isBinary }
  const bytes = (frame) => Buffer.from(frame, 'base64')
  const first = snapshots.map(bytes)
  const buffers = frames.map(bytes)
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  server.on('listening', () => console.log(server.address().port))
  server.on('connection', (socket) => {
    const send = (next) => {
      let at = next
      while (at < buffers.length && socket.bufferedAmount < 1_000_000) socket.send(buffers[at++], form)
      if (at < buffers.length && socket.readyState === 1) setImmediate(send, at)
    }
    socket.on('error', () => {})
    // The first message is the request for the definitions or the subscription: both may come now.
    socket.once('message', () => {
      socket.send(bytes(definitions), form)
      for (const snapshot of first) socket.send(snapshot, form)
      // The measured process may have settled by then.
      setTimeout(send, 50, 0)
    })
    socket.send(bytes(welcome), form)
  })
})
`
