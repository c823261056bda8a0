// The process that sends the frames of the wire bench, as source for `node -e`: it must run apart from the process whose
// time is measured. Argument: where `ws` is. Standard input: the flow as JSON. Prints the port it listens on.
// Each connection gets the welcome, the definitions when asked, and after a subscribe the snapshots and all frames,
// no faster than they are taken.

export const sendingProgram = `
const { WebSocketServer } = require(process.argv[1])
let input = ''
process.stdin.setEncoding('utf8')
process.stdin.on('data', (part) => (input += part))
process.stdin.on('end', () => {
  const { welcome, definitions, snapshots, frames } = JSON.parse(input)
  const buffers = frames.map((frame) => Buffer.from(frame))
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  server.on('listening', () => console.log(server.address().port))
  server.on('connection', (socket) => {
    let begun = false
    const text = { binary: false }
    const send = (next) => {
      let at = next
      while (at < buffers.length && socket.bufferedAmount < 1_000_000) socket.send(buffers[at++], text)
      if (at < buffers.length && socket.readyState === 1) setImmediate(send, at)
    }
    socket.on('error', () => {})
    socket.on('message', (data) => {
      const message = JSON.parse(data)
      if (message.type === 'requestDefinitions') socket.send(JSON.stringify({ ...definitions, requestId: message.requestId }))
      if (message.type !== 'subscribe' || begun) return
      begun = true
      for (const snapshot of snapshots) socket.send(JSON.stringify(snapshot))
      // The measured process may have settled by then.
      setTimeout(send, 50, 0)
    })
    socket.send(JSON.stringify(welcome))
  })
})
`
