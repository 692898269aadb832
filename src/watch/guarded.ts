import { type CfnResource, Token } from 'aws-cdk-lib';
import { canonicalValue, mark, UNREADABLE } from './canonical';
import { matches } from './statement';
import { declaredName, resourceOf, typeOf } from '../grants/identity';
import type { Registry } from '../grants/registry';

/** A table or bucket that users reach. */
interface Guarded {
  readonly service: 'dynamodb' | 's3';
  /** What the app defines. */
  readonly resource?: CfnResource;
  /** Where the app fixes it, or it is imported by it. */
  readonly name?: string;
}

/** Tells of rendered resources, as text, whether they may be tables or buckets that users reach. */
export class GuardedResources {
  /** The resources that the app itself defines. */
  readonly defined: ReadonlySet<CfnResource>;
  private readonly all: Guarded[];

  constructor(registry: Registry) {
    this.all = registry.resources.flatMap(({ standings }) => standings.map(({ construct, arn, name }): Guarded => {
      const resource = resourceOf(construct, { arn, name });
      const physical = resource === undefined ? name : declaredName(resource);
      const service = typeOf(resource) === 'AWS::S3::Bucket' || arn.includes(':s3:::') || 'bucketRef' in construct ? 's3' : 'dynamodb';
      return { service, resource, name: typeof physical === 'string' && !Token.isUnresolved(physical) ? physical : undefined };
    }));
    this.defined = new Set(this.all.flatMap(({ resource }) => resource ?? []));
  }

  /** Whether a resource of a statement may be a guarded one. What cannot be read counts as guarded. */
  mayBe(resource: string): boolean {
    if (resource.includes(UNREADABLE)) return true;
    if (this.refersTo(resource)) return true;
    const arn = /^arn:[^:]*:([^:]*):[^:]*:[^:]*:(.*)$/s.exec(resource);
    // A wildcard before the name stands for all.
    if (arn === null) return /^[^\u0000]*[*?]/.test(resource) && !resource.startsWith('\u0000');
    const [, service, rest] = arn;
    return this.all.some((guarded) => matches(service, guarded.service) && mayName(rest, guarded));
  }

  /** Whether a resource of a statement is the Kinesis stream that a guarded table's changes go to, or may be. */
  mayBeStream(resource: string): boolean {
    if (resource.includes(UNREADABLE) || /^[^\u0000]*[*?]/.test(resource)) return true;
    return [...this.defined].some((table) => {
      const { replicas, kinesisStreamSpecification } = table as { replicas?: unknown; kinesisStreamSpecification?: unknown };
      return streamArns(canonicalValue(table, [replicas, kinesisStreamSpecification])).includes(resource);
    });
  }

  /** Whether a text, a bucket's name or ARN, is that of a guarded one. */
  is(text: string): boolean {
    return text.includes(UNREADABLE) || this.refersTo(text) || this.all.some(({ name }) => name === text);
  }

  private refersTo(text: string): boolean {
    return this.all.some(({ resource }) => resource !== undefined && text.includes(mark(resource, '').slice(0, -1)));
  }
}

/** Whether the part of an ARN behind the account may name a guarded resource, or something in it. */
function mayName(rest: string, { service, name }: Guarded): boolean {
  const path = service === 's3' ? rest : rest.replace(/^table\//, '');
  if (service === 'dynamodb' && path === rest) return /^[^/]*[*?]/.test(rest);
  const [own] = path.split('/');
  if (!/[*?]/.test(own)) return own === name;
  // Names may be generated; what is marked is another resource.
  return !own.includes('\u0000');
}

function streamArns(value: any): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return [...(typeof value.streamArn === 'string' ? [value.streamArn] : []), ...Object.values(value).flatMap(streamArns)];
}
