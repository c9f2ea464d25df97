#!/usr/bin/env node
import { run } from './cli';
import { processIo } from './process-io';

process.exitCode = await run(process.argv.slice(2), processIo);
