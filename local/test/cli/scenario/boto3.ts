import { join } from 'node:path';
import { program } from './program';

/** boto3, all steps in one process. */
export const boto3 = program('python3', '-W', 'ignore', join(__dirname, 'boto3_client.py'));
