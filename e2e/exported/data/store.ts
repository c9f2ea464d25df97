import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { eventually, must, run } from '../support/run';
import type { Stack } from '../support/stack';

/** An S3 that others wrote; it counts who may do what as Amazon's does. */
const dockerfile = `FROM python:3.14.10-slim
RUN pip install --no-cache-dir --disable-pip-version-check --root-user-action=ignore 'moto[server]==5.2.5' 'boto3==1.44.8'
ENV MOTO_PORT=5000
USER 65534:65534
CMD ["moto_server", "-H", "0.0.0.0", "-p", "5000"]
`;

/** Makes the bucket and three accounts; while nothing is there, nobody is asked who they are. */
const founding = `
import json, sys, boto3
bucket, folder = sys.argv[1:]
nobody = {'endpoint_url': 'http://127.0.0.1:5000', 'region_name': 'us-east-1', 'aws_access_key_id': 'x', 'aws_secret_access_key': 'x'}
iam = boto3.client('iam', **nobody)
def account(name, *rules):
    statements = [{'Effect': 'Allow', 'Action': actions, 'Resource': resource} for actions, resource in rules]
    iam.create_user(UserName=name)
    iam.put_user_policy(UserName=name, PolicyName='rules', PolicyDocument=json.dumps({'Version': '2012-10-17', 'Statement': statements}))
    key = iam.create_access_key(UserName=name)['AccessKey']
    return {'access': key['AccessKeyId'], 'secret': key['SecretAccessKey']}
arn = 'arn:aws:s3:::' + bucket
objects = ['s3:GetObject', 's3:PutObject', 's3:DeleteObject']
boto3.client('s3', **nobody).create_bucket(Bucket=bucket)
print(json.dumps({
    'owner': account('owner', ('s3:*', '*')),
    'backup': account('backup', ('s3:ListBucket', arn), (objects, f'{arn}/{folder}/*')),
    'stranger': account('stranger', ('s3:ListAllMyBuckets', '*')),
}))
`;
const foundingRequests = 10;

const asOwner = `
import sys, boto3
access, secret, bucket, action, *rest = sys.argv[1:]
s3 = boto3.client('s3', endpoint_url='http://127.0.0.1:5000', region_name='us-east-1', aws_access_key_id=access, aws_secret_access_key=secret)
if action == 'put':
    for key in rest:
        s3.put_object(Bucket=bucket, Key=key, Body=b'old')
elif action == 'begin':
    print(s3.get_object(Bucket=bucket, Key=rest[0])['Body'].read(21).decode('latin-1'))
else:
    print('\\n'.join(sorted(found['Key'] for found in s3.list_objects_v2(Bucket=bucket).get('Contents', []))))
`;

export interface Key {
  access: string;
  secret: string;
}

/** A bucket of somebody else's, reached as `http://store:5000`, which outlives the stack. */
export class Store {
  private owner: Key = { access: '', secret: '' };
  private network = '';
  readonly name: string;

  constructor(private readonly stack: Stack, readonly bucket: string) {
    this.name = `${stack.project}-store`;
  }

  /** Before the stack is up: the accounts that are its owner's to fill in. */
  async found(folder: string): Promise<Record<'backup' | 'stranger', Key>> {
    const context = await mkdtemp(path.join(os.tmpdir(), 'base2-store-'));
    await writeFile(path.join(context, 'Dockerfile'), dockerfile);
    await must('docker', ['build', '-q', '-t', 'base2-store', context], { timeoutMs: 600_000 });
    await rm(context, { recursive: true });
    await must('docker', ['run', '-d', '--name', this.name, '-e', `INITIAL_NO_AUTH_ACTION_COUNT=${foundingRequests}`, 'base2-store']);
    await eventually('the store to listen', async () => ((await this.python('import urllib.request; urllib.request.urlopen("http://127.0.0.1:5000/moto-api/data.json")', [])).code === 0 ? true : undefined));
    const { owner, ...others } = JSON.parse((await must('docker', ['exec', this.name, 'python', '-c', founding, this.bucket, folder])).stdout) as Record<'owner' | 'backup' | 'stranger', Key>;
    this.owner = owner;
    return others;
  }

  private python(program: string, args: string[]) {
    return run('docker', ['exec', this.name, 'python', '-c', program, ...args]);
  }

  private async ask(...words: string[]): Promise<string> {
    const { access, secret } = this.owner;
    return (await must('docker', ['exec', this.name, 'python', '-c', asOwner, access, secret, this.bucket, ...words])).stdout.trim();
  }

  put = (...keys: string[]) => this.ask('put', ...keys);
  keys = async () => (await this.ask('list')).split('\n').filter(Boolean);
  /** The first bytes of an object. */
  beginning = (key: string) => this.ask('begin', key);

  /** On the network by which the container that copies reaches the world. */
  async join(): Promise<void> {
    const networks = Object.keys((await this.stack.container('backup-offsite')).NetworkSettings.Networks);
    const open = await Promise.all(networks.map(async (name) => [name, (await must('docker', ['network', 'inspect', '-f', '{{.Internal}}', name])).stdout.trim()] as const));
    this.network = open.find(([, internal]) => internal === 'false')?.[0] ?? '';
    if (!this.network) throw new Error(`no way out of ${networks.join(', ')}`);
    await must('docker', ['network', 'connect', '--alias', 'store', this.network, this.name]);
  }

  async leave(): Promise<void> {
    if (this.network) await run('docker', ['network', 'disconnect', '--force', this.network, this.name]);
    this.network = '';
  }

  async remove(): Promise<void> {
    await run('docker', ['rm', '-f', '-v', this.name]);
  }
}
