import { tell, type Outcome } from '../support/run';
import type { Stack } from '../support/stack';

/** Every character that compose, dotenv, YAML, a URL, a shell or Valkey's own files read differently. */
export const awkward = (name: string) => `Aa1 $HOME \${PATH} $$ #x >~* '"\\n @:/%41 ${name.repeat(4)} `;

function mustSay(outcome: Outcome): string {
  if (outcome.code !== 0) throw new Error(tell(outcome));
  return outcome.stdout.trim();
}

/** Runs Python in a container, with words for `sys.argv`. */
export async function python(stack: Stack, service: string, code: string, words: string[] = [], index = 1): Promise<string> {
  return mustSay(await stack.compose(['exec', '-T', '--index', String(index), service, 'python', '-', ...words], { input: code }));
}

/** Asks Valkey as its administrator; the password stays in the container's environment. */
export async function asAdmin(stack: Stack, ...command: string[]): Promise<string> {
  const ask = 'REDISCLI_AUTH="$VALKEY_PASSWORD" exec valkey-cli --no-auth-warning --user admin -p "$VALKEY_PORT" "$@"';
  return mustSay(await stack.exec('valkey', ['sh', '-c', ask, 'ask', ...command]));
}

/** Asks all replicas of the API in turn, many at once; what came back, by status. */
const BURST = `
import json, socket, sys, threading, urllib.error, urllib.request
replicas = sorted({info[4][0] for info in socket.getaddrinfo("api", 8000, socket.AF_INET, socket.SOCK_STREAM)})
answers = []
def ask(address):
    try:
        answers.append(urllib.request.urlopen(f"http://{address}:8000/api/health", timeout=20).status)
    except urllib.error.HTTPError as error:
        answers.append(error.code)
threads = [threading.Thread(target=ask, args=[replicas[number % len(replicas)]]) for number in range(int(sys.argv[1]))]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(json.dumps({"replicas": len(replicas), "answered": answers.count(200), "refused": answers.count(429), "all": len(answers)}))
`;

export async function burst(stack: Stack, requests: number) {
  return JSON.parse(await python(stack, 'django', BURST, [String(requests)])) as { replicas: number; answered: number; refused: number; all: number };
}

const HAND_OVER = `
import sys
import django
django.setup()
from project.logs import request_id
from users.tasks import prune
request_id.set(sys.argv[1])
result = prune.delay()
if len(sys.argv) > 2:
    result.get(timeout=30)
print(result.id)
`;

/** Hands the task over as a request does, under the request's id; waits for its result when asked to. Gives the task's id. */
export function handOver(stack: Stack, requestId: string, ...wait: 'wait'[]): Promise<string> {
  return python(stack, 'django', HAND_OVER, [requestId, ...wait]);
}

/** Makes the task wait: it wants a table that somebody else holds. */
export async function holdTable(stack: Stack, seconds: number): Promise<Promise<unknown>> {
  const sql = `BEGIN; LOCK TABLE users_loginattempt IN ACCESS EXCLUSIVE MODE; SELECT pg_sleep(${seconds}); COMMIT;`;
  return stack.exec('postgres', ['sh', '-c', 'PGPASSWORD="$POSTGRES_PASSWORD" psql -q -U "$POSTGRES_USER" -d "$POSTGRES_DB" -c "$1"', 'sql', sql]);
}
