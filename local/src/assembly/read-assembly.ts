import { basename, dirname, join } from 'node:path';
import { AssemblyError } from './assembly-error';
import { DISK, type Files } from './files';
import { shown } from './function-arguments';
import { isObject, type JsonObject } from './json';
import { pathsOf } from './metadata';
import { nestedTemplates } from './nested-stacks';
import { readJson, readText } from './read-json';
import type { StackTemplate } from './stack-template';
import { parseTemplate } from './template-text';
import { isTerraformPlan, templateOfPlan } from './terraform-plan';

/** Reads a `cdk.out` folder, stages included, or a single template file. */
export function readAssembly(path: string, files: Files = DISK): StackTemplate[] {
  const kind = files.kindOf(path);
  if (kind === undefined) throw new AssemblyError(`${path}: no such file or folder: pass the cdk.out folder that \`cdk synth\` wrote, or a template`);
  if (kind === 'file') return [fromTemplateFile(path, files)];

  const stacks = readFolder(path, files);
  if (stacks.length === 0) throw new AssemblyError(`${path}: the assembly holds no stack`);
  return stacks;
}

function readFolder(folder: string, files: Files): StackTemplate[] {
  const manifest = readJson(files, join(folder, 'manifest.json'), 'is it a cdk.out folder?');
  const where = `${folder}/manifest.json`;
  if (!isObject(manifest.artifacts)) throw new AssemblyError(`${where}: artifacts: got ${shown(manifest.artifacts)}, want an object`);
  if (Array.isArray(manifest.missing) && manifest.missing.length > 0) {
    throw new AssemblyError(`${where}: context is missing, so the templates hold dummy values: want the result of \`cdk synth\``);
  }
  return Object.entries(manifest.artifacts).flatMap(([id, artifact]) => {
    if (!isObject(artifact)) throw new AssemblyError(`${where}: ${shown(id)}: got ${shown(artifact)}, want an object`);
    const properties = isObject(artifact.properties) ? artifact.properties : {};
    switch (artifact.type) {
      case 'cdk:cloud-assembly': return readFolder(inside(folder, properties.directoryName), files);
      case 'aws:cloudformation:stack': return [stackOf(id, artifact, properties, folder, files)];
      default: return [];
    }
  });
}

function stackOf(id: string, artifact: JsonObject, properties: JsonObject, folder: string, files: Files): StackTemplate {
  const read = (name: unknown) => readTemplate(inside(folder, name), files);
  const environment = environmentOf(artifact.environment, `${folder}/manifest.json: ${id}`);
  const template = read(properties.templateFile);
  const nested = nestedTemplates(template, read);
  return {
    name: typeof properties.stackName === 'string' ? properties.stackName : id,
    ...environment,
    template,
    ...nested.size > 0 && { nested },
    file: inside(folder, properties.templateFile),
    tags: new Map(isObject(properties.tags) ? Object.entries(properties.tags).map(([key, value]) => [key, String(value)]) : []),
    constructPaths: constructPaths(folder, artifact, files),
  };
}

/** A template on its own, maybe in the folder that CDK wrote it to. */
function fromTemplateFile(path: string, files: Files): StackTemplate {
  const stem = basename(path).replace(/(\.template)?\.\w+$/, '');
  const metadata = join(dirname(path), `${stem}.metadata.json`);
  const name = stem.replace(/[^A-Za-z0-9-]/g, '-');
  const value = readValue(path, files);
  if (isTerraformPlan(value)) return { ...located(path, () => templateOfPlan(name, value)), file: path };
  return {
    name,
    file: path,
    template: asTemplate(value, path),
    tags: new Map(),
    constructPaths: files.kindOf(metadata) === undefined ? new Map() : pathsOf(readJson(files, metadata)),
  };
}

function readTemplate(path: string, files: Files): JsonObject {
  return asTemplate(readValue(path, files), path);
}

function readValue(path: string, files: Files): JsonObject {
  if (!/\.ya?ml$/.test(path)) return readJson(files, path, 'want a template, or a cdk.out folder');
  return located(path, () => parseTemplate(readText(files, path, 'want a template')));
}

function asTemplate(value: JsonObject, path: string): JsonObject {
  if (!isObject(value.Resources)) throw new AssemblyError(`${path}: Resources: got ${shown(value.Resources)}, want an object: is it a template?`);
  return value;
}

function located<T>(path: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw error instanceof AssemblyError && !error.located ? error.at(path) : error;
  }
}

/** File names come from the manifest; they stay in its folder. */
function inside(folder: string, file: unknown): string {
  if (typeof file !== 'string' || !/^[^/\\\0]+$/.test(file) || file === '.' || file === '..') {
    throw new AssemblyError(`${folder}/manifest.json: got ${shown(file)}, want the name of a file of the assembly`);
  }
  return join(folder, file);
}

/** `aws://account/region`, either of them open. */
function environmentOf(environment: unknown, where: string): { account?: string; region?: string } {
  if (environment === undefined) return {};
  const [, account, region] = /^aws:\/\/([^/]+)\/([^/]+)$/.exec(String(environment)) ?? [];
  if (account === undefined) throw new AssemblyError(`${where}: environment: got ${shown(environment)}, want aws://account/region`);
  return {
    account: account === 'unknown-account' ? undefined : account,
    region: region === 'unknown-region' ? undefined : region,
  };
}

function constructPaths(folder: string, artifact: JsonObject, files: Files): ReadonlyMap<string, string> {
  // Since assembly schema 48 the metadata lies in a file of its own.
  const { additionalMetadataFile: file, metadata } = artifact;
  return pathsOf(file === undefined ? metadata : readJson(files, inside(folder, file)));
}
