import { zipFiles } from '../../export/zip';
import { generate, secretSpecs } from '../../generator';
import type { FileTree } from '../../kit/file-tree';
import { makeSecrets } from '../../kit/secret';
import { auditReport } from '../../report/audit-report';
import { sarifOf } from '../../report/sarif';
import { validationOf } from '../../report/validation';
import { decodeLink, refusalText } from '../../share';
import { applySetting, checkStack, type Draft, type Stack } from '../../stack';
import { presets, presetStack } from '../../stack/presets';
import { problemResponse } from '../http';
import { nodeSecretSource } from '../secrets';
import { GENERATOR_VERSION as version } from '../../kit/generator-version';
import { accepted, designIn, inTurn, Refusal, type Call } from './call';

const NO_STORE = { 'cache-control': 'no-store' };

async function filesOf({ server }: Call, stack: Stack): Promise<FileTree> {
  return generate(stack, { templates: await server.templates(), secrets: makeSecrets(secretSpecs(stack), nodeSecretSource) });
}

/** The zip of a design. Its secrets are made for this answer and kept nowhere. */
async function zipOf(call: Call, stack: Stack): Promise<Response> {
  const { name } = stack.project;
  const zip = await inTurn(call.server.working, async () => zipFiles(await filesOf(call, stack), name));
  return new Response(zip, { headers: { ...NO_STORE, 'content-type': 'application/zip', 'content-disposition': `attachment; filename="${name}.zip"` } });
}

export async function exportPosted(call: Call): Promise<Response> {
  return zipOf(call, await designIn(call));
}

/** A parameter of the address that is wrong. */
function wrong(field: string, message: string): Refusal {
  return new Refusal(problemResponse(422, 'Not a valid design', message, { problems: [{ id: `query/${field}`, path: [field], message }] }));
}

function beginning(parameters: URLSearchParams): Stack {
  const [link, id] = [parameters.get('s'), parameters.get('preset')];
  if (link !== null && id !== null) throw wrong('preset', 'Use a link or a preset, not both.');
  if (id !== null) {
    const preset = presets.find((each) => each.id === id);
    if (!preset) throw wrong('preset', `Use ${presets.map((each) => each.id).join(', ')}.`);
    return presetStack(preset);
  }
  const decoded = decodeLink(link ?? '');
  if (!decoded.ok) throw wrong('s', refusalText(decoded));
  return decoded.stack;
}

/** Fields that one address may set. */
const MOST_SETTINGS = 100;

/** The design that an address spells: `?s=` or `?preset=`, with `&set=path=value` as often as wanted. */
function designAt(url: URL): Stack {
  const settings = url.searchParams.getAll('set').slice(0, MOST_SETTINGS);
  const begun: Draft = beginning(url.searchParams);
  const draft = settings.reduce((current, setting) => {
    const result = applySetting(current, setting);
    if ('problem' in result) throw wrong('set', `${result.problem.path.join('.')}: ${result.problem.message}`);
    return result.draft;
  }, begun);
  return accepted(checkStack(draft));
}

export async function exportAsked(call: Call): Promise<Response> {
  return zipOf(call, designAt(new URL(call.request.url)));
}

/** A valid design with what to think about; a wrong one is refused with every field. */
export async function validatePosted(call: Call): Promise<Response> {
  return Response.json(validationOf(await designIn(call)), { headers: NO_STORE });
}

export async function auditPosted(call: Call): Promise<Response> {
  const stack = await designIn(call);
  const report = await inTurn(call.server.working, async () => auditReport(await filesOf(call, stack), stack));
  const headers = { ...NO_STORE, vary: 'Accept' };
  const sarif = 'application/sarif+json';
  if (!call.request.headers.get('accept')?.includes(sarif)) return Response.json(report, { headers });
  return Response.json(sarifOf(report, version), { headers: { ...headers, 'content-type': sarif } });
}
