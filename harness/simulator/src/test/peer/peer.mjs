// Drives a served lab with the client of Xen Orchestra: log in, watch all objects, make a VM and start it.
// Usage: PEER_PASSWORD=... node peer.mjs https://127.0.0.1:PORT json-rpc|xml-rpc TEMPLATE
// Prints one line of JSON; any error or warning of the client ends it with status 1.
import { createClient } from 'xen-api'

const [url, transport, templateName] = process.argv.slice(2)
const warnings = []
process.on('warning', warning => {
  // TLS checks are off on purpose: the certificate is the host's own, and its pinning is tested elsewhere.
  if (!warning.message.includes('NODE_TLS_REJECT_UNAUTHORIZED')) warnings.push(String(warning))
})
console.warn = (...words) => warnings.push(words.join(' '))
console.error = console.warn

const xapi = createClient({
  url,
  transport,
  allowUnauthorized: true,
  auth: { user: 'root', password: process.env.PEER_PASSWORD },
  debounce: 10,
})

async function untilWatched(what, holds) {
  while (!holds()) {
    await new Promise(resolve => xapi.objects.once('finish', resolve))
  }
  return what
}

await xapi.connect()
await xapi.objectsFetched
const kinds = [...new Set(Object.values(xapi.objects.all).map(object => object.$type))].sort()

const template = Object.values(xapi.objects.all).find(object => object.is_a_template && object.name_label === templateName)
if (template === undefined) throw new Error(`no template is named ${templateName}`)
const ref = await xapi.call('VM.clone', template.$ref, 'made by a peer')
await xapi.call('VM.provision', ref)
await untilWatched('created', () => xapi.getObjectByRef(ref, undefined)?.power_state === 'Halted')
await xapi.callAsync('VM.start', ref, false, false)
await untilWatched('running', () => xapi.getObjectByRef(ref, undefined)?.power_state === 'Running')

let refusal
try {
  await xapi.call('VM.start', ref, false, false)
} catch (error) {
  refusal = error.code
}
const vm = xapi.getObjectByRef(ref)
const seen = { kinds, powerState: vm.power_state, residentOn: vm.$resident_on?.$type, refusal, pool: xapi.pool?.$type }
await xapi.call('VM.hard_shutdown', ref)
await untilWatched('halted', () => xapi.getObjectByRef(ref, undefined)?.power_state === 'Halted')
await xapi.disconnect()
process.stdout.write(JSON.stringify({ ...seen, warnings }) + '\n')
process.exit(warnings.length === 0 ? 0 : 1)
