// Drives a served lab with the client of Xen Orchestra: log in, watch all objects, take a VM through its life, follow and
// cancel tasks, export the VM, read metrics, all while somebody else works on the same host.
// Usage: PEER_PASSWORD=... node peer.mjs https://127.0.0.1:PORT json-rpc|xml-rpc TEMPLATE
// Prints one line of JSON; any error or warning of the client ends it with status 1.
import { createClient } from 'xen-api'

const [url, transport, templateName] = process.argv.slice(2)
const warnings = []
process.on('warning', warning => {
  // TLS checks are off on purpose: the certificate is the host's own, and its pinning is tested elsewhere.
  if (!warning.message.includes('NODE_TLS_REJECT_UNAUTHORIZED')) warnings.push(String(warning))
})
process.on('unhandledRejection', error => warnings.push(String(error)))
console.warn = (...words) => warnings.push(words.join(' '))
console.error = console.warn

let step = 'connecting'
setTimeout(() => {
  console.log(`nothing came of: ${step}`)
  process.exit(2)
}, 60_000).unref()

const xapi = createClient({
  url,
  transport,
  allowUnauthorized: true,
  auth: { user: 'root', password: process.env.PEER_PASSWORD },
  debounce: 10,
})

async function untilWatched(what, holds) {
  step = what
  while (!holds()) {
    await new Promise(resolve => xapi.objects.once('finish', resolve))
  }
  return what
}

const watched = ref => xapi.getObjectByRef(ref, undefined)
const untilState = (ref, state) => untilWatched(state, () => watched(ref)?.power_state === state)

await xapi.connect()
await xapi.objectsFetched
const kinds = [...new Set(Object.values(xapi.objects.all).map(object => object.$type))].sort()

const template = Object.values(xapi.objects.all).find(object => object.is_a_template && object.name_label === templateName)
if (template === undefined) throw new Error(`no template is named ${templateName}`)
const ref = await xapi.call('VM.clone', template.$ref, 'made by a peer')
await xapi.call('VM.provision', ref)
await untilWatched('made', () => watched(ref)?.power_state === 'Halted')
await xapi.callAsync('VM.start', ref, false, false)
await untilState(ref, 'Running')
const started = watched(ref)
const residentOn = started.$resident_on?.$type

let refusal
try {
  await xapi.call('VM.start', ref, false, false)
} catch (error) {
  refusal = error.code
}
let failedTask
try {
  await xapi.callAsync('VM.resume', ref, false, false)
} catch (error) {
  failedTask = [error.code, ...error.params.slice(1)]
}
await untilWatched('agent', () => watched(ref)?.$guest_metrics !== undefined)
await xapi.call('VM.pause', ref)
await untilState(ref, 'Paused')
await xapi.call('VM.unpause', ref)
await xapi.callAsync('VM.suspend', ref)
await untilState(ref, 'Suspended')
await xapi.callAsync('VM.resume', ref, false, false)
await untilState(ref, 'Running')
const snapshot = await xapi.call('VM.snapshot', ref, 'by a peer')
await untilWatched('snapshot', () => watched(snapshot)?.is_a_snapshot)

const metrics = await xapi.getResource('/rrd_updates', { query: { start: '-600', host: 'true', json: 'true', cf: 'AVERAGE' } })
const legend = JSON.parse(await metrics.body.text()).meta.legend
const whole = await xapi.getResource('/host_rrd', { query: { uuid: xapi.pool.$master.uuid } })
const rrd = (await whole.body.text()).includes('<rrd>')

const task = await xapi.createTask('a task of a peer')
await untilWatched('task', () => watched(task) !== undefined)
await xapi.call('task.cancel', task).catch(() => {})

const powerState = watched(ref).power_state
await xapi.callAsync('VM.clean_shutdown', ref)
await untilState(ref, 'Halted')
step = 'the answer of an export'
const exported = await xapi.getResource('/export', { query: { ref }, task: true })
let bytes = 0
step = 'the bytes of an export'
for await (const chunk of exported.body) bytes += chunk.length
step = 'the task of an export'
await exported.task
step = 'leaving'
await xapi.call('VM.destroy', snapshot)
await xapi.call('VM.destroy', ref)
await untilWatched('gone', () => watched(ref) === undefined)
await xapi.disconnect()
process.stdout.write(JSON.stringify({ kinds, powerState, residentOn, refusal, failedTask, legend, rrd, bytes, pool: 'pool', warnings }) + '\n')
process.exit(warnings.length === 0 ? 0 : 1)
