/** As S3 writes them, in the order of its API Reference. */
export const CHECKSUM_ALGORITHMS = ['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'] as const;

export type ChecksumAlgorithm = typeof CHECKSUM_ALGORITHMS[number];

/** The header that carries a checksum, in requests, trailers and answers. */
export function checksumHeader(algorithm: ChecksumAlgorithm): string {
  return `x-amz-checksum-${algorithm.toLowerCase()}`;
}
