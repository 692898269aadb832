import { invalidPartOrder, malformedXml } from '../errors';
import { childrenOf, readXml, textOf } from './xml';
import { CHECKSUM_ALGORITHMS, type ChecksumAlgorithm } from '../checksum-algorithms';

export interface CompletedPart {
  readonly number: number;
  /** Without quotation marks. */
  readonly etag: string;
  readonly checksums: ReadonlyMap<ChecksumAlgorithm, string>;
}

const CHECKSUMS = CHECKSUM_ALGORITHMS.map((algorithm) => [algorithm, `Checksum${algorithm}`] as const);

/** The `CompleteMultipartUpload` document: the parts in ascending order. */
export function completedParts(body: Buffer): readonly CompletedPart[] {
  const parts = childrenOf(readXml(body, 'CompleteMultipartUpload'), ['Part']).map((part): CompletedPart => {
    childrenOf(part, ['PartNumber', 'ETag', ...CHECKSUMS.map(([, name]) => name)]);
    const [number, etag] = [textOf(part, 'PartNumber') ?? '', textOf(part, 'ETag')];
    if (!/^\d{1,5}$/.test(number) || etag === undefined) throw malformedXml();
    return {
      number: Number(number),
      etag: etag.replaceAll('"', ''),
      checksums: new Map(CHECKSUMS.flatMap(([algorithm, name]) => {
        const value = textOf(part, name);
        return value === undefined ? [] : [[algorithm, value]];
      })),
    };
  });
  if (parts.length === 0) throw malformedXml();
  if (parts.some((part, i) => i > 0 && part.number <= parts[i - 1].number)) {
    throw invalidPartOrder();
  }
  return parts;
}
