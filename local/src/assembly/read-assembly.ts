import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { AssemblyError } from './assembly-error';
import { isObject, type JsonObject } from './json';

/** A stack as synthesized: a template whose references are still open. */
export interface StackTemplate {
  readonly name: string;
  /** Undefined where the app leaves its environment open. */
  readonly account?: string;
  readonly region?: string;
  readonly template: JsonObject;
  /** Logical id → construct path, as far as the assembly tells. */
  readonly constructPaths: ReadonlyMap<string, string>;
}

/** Reads a `cdk.out` folder, stages included, or a single template file. */
export function readAssembly(path: string): StackTemplate[] {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) throw new AssemblyError(`${path}: no such file or folder: pass the cdk.out folder that \`cdk synth\` wrote, or a template`);
  if (!stat.isDirectory()) return [fromTemplateFile(path)];

  const stacks = readFolder(path);
  if (stacks.length === 0) throw new AssemblyError(`${path}: the assembly holds no stack`);
  return stacks;
}

function readFolder(folder: string): StackTemplate[] {
  const manifest = readJson(join(folder, 'manifest.json'), `${folder}: no manifest.json: is it a cdk.out folder?`);
  if (!isObject(manifest.artifacts)) throw new AssemblyError(`${folder}/manifest.json: \`artifacts\` is missing`);

  return Object.entries(manifest.artifacts).flatMap(([id, artifact]) => {
    if (!isObject(artifact)) return [];
    const properties = isObject(artifact.properties) ? artifact.properties : {};
    switch (artifact.type) {
      case 'cdk:cloud-assembly': return readFolder(join(folder, inside(folder, properties.directoryName)));
      case 'aws:cloudformation:stack': return [{
        name: typeof properties.stackName === 'string' ? properties.stackName : id,
        ...environmentOf(artifact.environment),
        template: readTemplate(join(folder, inside(folder, properties.templateFile))),
        constructPaths: constructPaths(folder, artifact),
      }];
      default: return [];
    }
  });
}

function fromTemplateFile(path: string): StackTemplate {
  const name = basename(path).replace(/(\.template)?\.\w+$/, '').replace(/[^A-Za-z0-9-]/g, '-');
  return { name, template: readTemplate(path), constructPaths: metadataPaths(join(dirname(path), `${name}.metadata.json`)) };
}

function readTemplate(path: string): JsonObject {
  const template = readJson(path, `${path}: no such file`);
  if (!isObject(template.Resources)) throw new AssemblyError(`${path}: not a CloudFormation template: \`Resources\` is missing`);
  return template;
}

function readJson(path: string, missing: string): JsonObject {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new AssemblyError(missing);
  }
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return value;
  } catch (error) {
    throw new AssemblyError(`${path}: not JSON: ${(error as Error).message.split('\n')[0]}`);
  }
  throw new AssemblyError(`${path}: not a JSON object`);
}

/** File names come from the manifest; they stay in its folder. */
function inside(folder: string, file: unknown): string {
  if (typeof file !== 'string' || basename(file) !== file || file === '..') {
    throw new AssemblyError(`${folder}/manifest.json: ${JSON.stringify(file)} is not the name of a file of the assembly`);
  }
  return file;
}

function environmentOf(environment: unknown): { account?: string; region?: string } {
  const [, account, region] = /^aws:\/\/([^/]+)\/([^/]+)$/.exec(String(environment)) ?? [];
  return {
    account: account === 'unknown-account' ? undefined : account,
    region: region === 'unknown-region' ? undefined : region,
  };
}

function constructPaths(folder: string, artifact: JsonObject): ReadonlyMap<string, string> {
  // Since assembly schema 48 the metadata lies in a file of its own.
  if (artifact.additionalMetadataFile !== undefined) return metadataPaths(join(folder, inside(folder, artifact.additionalMetadataFile)));
  return pathsOf(artifact.metadata);
}

function metadataPaths(path: string): ReadonlyMap<string, string> {
  if (statSync(path, { throwIfNoEntry: false }) === undefined) return new Map();
  return pathsOf(readJson(path, path));
}

function pathsOf(metadata: unknown): ReadonlyMap<string, string> {
  if (!isObject(metadata)) return new Map();
  return new Map(Object.entries(metadata).flatMap(([path, entries]) => {
    const logicalId = Array.isArray(entries) ? entries.find((entry) => isObject(entry) && entry.type === 'aws:cdk:logicalId') : undefined;
    return logicalId === undefined ? [] : [[logicalId.data, path.replace(/^\//, '').replace(/\/Resource$/, '')]];
  }));
}
