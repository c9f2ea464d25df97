import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { TargetError } from '../../lib/server/write-export';
import { UsageError } from '../errors';

/** A result for programs, and the same as text for those that read texts only. */
export function answer(value: Record<string, unknown>, text = JSON.stringify(value, null, 2)): CallToolResult {
  return { content: [{ type: 'text', text }], structuredContent: value };
}

/** What is wrong with a call or a design is an answer that an agent can act on, and no error of the protocol. */
export async function told(work: () => Promise<CallToolResult>): Promise<CallToolResult> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof TargetError)) throw error;
    return { isError: true, content: [{ type: 'text', text: error.message }] };
  }
}
