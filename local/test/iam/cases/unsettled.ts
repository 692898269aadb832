import type { ConditionRow } from '../condition-cases';
import { conditionCases } from '../condition-cases';
import type { PolicyCase } from '../policy-case';
import { FAIL_CLOSED } from '../sources';

const TOPIC = 'arn:aws:sns:us-west-2:123456789012:orders';
const NOW = '2026-06-01T12:00:00Z';

/** On both sides: as what the policy wants of a plain value, and as what the request has. */
const eitherSide = (operators: readonly string[], plain: string, texts: readonly string[]): ConditionRow[] =>
  operators.flatMap(operator => texts.flatMap((text): ConditionRow[] => [[operator, text, plain, 'unknown'], [operator, plain, text, 'unknown']]));

/**
 * What no source settles, in one place: an Allow does not apply, a Deny does, and the decision log says so. Two more
 * are refused with the policy: a default after a comma without exactly one blank, and a number beyond 2^53 that is no string.
 */
export const unsettled: readonly PolicyCase[] = [
  ...conditionCases(`Other spellings of numbers. ${FAIL_CLOSED}`, 's3:max-keys',
    eitherSide(['NumericEquals', 'NumericNotEquals', 'NumericLessThan'], '1', [' 1', '1 ', '0x1', '1d', '1L', 'Infinity', '-Infinity', '\uff11', '1e1000', '1'.repeat(500)])),
  ...conditionCases(`Other spellings of dates, and days that are none. ${FAIL_CLOSED}`, 'aws:CurrentTime',
    eitherSide(['DateEquals', 'DateNotEquals', 'DateLessThan'], NOW, [
      '2027-02-30', '2027-13', '2027-01-01T24:00:00Z', '2027-01-01T12:60Z', '2027-01-01T12:00:60Z', '2027-01-01 12:00:00', '-1', '+2030', '999', '1780315200000000',
      '2027-01-01T00:00:00+0000', '2027-01-01T00:00:00z', ' 2027', '2027-1-1',
    ])),
  ...conditionCases(`Other spellings of addresses, and IPv4-mapped ones. ${FAIL_CLOSED}`, 'aws:SourceIp',
    eitherSide(['IpAddress', 'NotIpAddress'], '192.0.2.1', [
      '::ffff:192.0.2.1', '0:0:0:0:0:ffff:c000:201', ' 192.0.2.1', '192.0.2.1 ', '192.0.513', '3221225985', '0192.0.2.1', '192.0.2.0001', '[2001:db8::1]', 'fe80::1%eth0', '2001:00db8::1',
    ])),
  ...conditionCases(`Ranges that are none. ${FAIL_CLOSED}`, 'aws:SourceIp', [
    ...['not-an-ip', '192.0.2.0/33', '192.0.2.0/', '192.0.2.0/-1', '192.0.2.0/x', '192.0.2', '192.0.2.*', '2001:db8::/129', '::ffff:192.0.2.0/120', '1::2::3'].flatMap((none): ConditionRow[] => [
      ['IpAddress', none, '192.0.2.1', 'unknown'],
      ['NotIpAddress', none, '192.0.2.1', 'unknown'],
      ['IpAddress', [none, '192.0.2.1'], '192.0.2.1', 'unknown'],
    ]),
  ]),
  ...conditionCases(`ARN patterns of fewer than six components, and other first components. ${FAIL_CLOSED}`, 'aws:SourceArn', [
    ...['*', 'arn:*', 'arn:aws:sns:*:orders', 'ARN:aws:sns:*:*:orders', '*:aws:sns:*:*:orders', 'a*n:aws:sns:*:*:orders', '${example:arn}', '${example:prefix}:aws:sns:*:*:orders']
      .flatMap((pattern): ConditionRow[] => [
        ['ArnLike', pattern, TOPIC, 'unknown'],
        ['ArnNotLike', pattern, TOPIC, 'unknown'],
      ]),
  ], { 'example:arn': TOPIC, 'example:prefix': 'arn' }),
  ...conditionCases(`ARNs in capitals or with components missing. ${FAIL_CLOSED}`, 'aws:SourceArn', [
    ...['ARN:aws:sns:us-west-2:123456789012:orders', 'Arn:aws:s3:::b', 'arn:aws:sns', 'arn:', 'arn::sns:us-west-2:123456789012:orders', 'arn:aws::us-west-2:123456789012:orders', 'arn:aws:s3:::']
      .flatMap((text): ConditionRow[] => [
        ['ArnLike', 'arn:*:*:*:*:*', text, 'unknown'],
        ['ArnNotLike', TOPIC, text, 'unknown'],
      ]),
  ]),
  ...conditionCases(`Base64 with bits left over. ${FAIL_CLOSED}`, 'example:Blob', [
    ['BinaryEquals', 'YR==', 'YQ==', 'unknown'],
    ['BinaryEquals', ['YQ==', 'YR=='], 'YQ==', 'met'],
  ]),
  ...conditionCases(`A condition without a wanted value. ${FAIL_CLOSED}`, 's3:prefix', [
    ...['StringEquals', 'StringNotEquals', 'StringLikeIfExists', 'ForAllValues:StringEquals', 'NumericNotEquals', 'Null'].flatMap((operator): ConditionRow[] => [
      [operator, [], 'a', 'unknown'],
      [operator, [], undefined, 'unknown'],
    ]),
  ]),
  ...conditionCases(`Variables where no page has them. ${FAIL_CLOSED}`, 's3:max-keys', [
    ['NumericEquals', '${example:ten}', '10', 'unknown'],
    ['NumericNotEquals', '${example:ten}', '11', 'unknown'],
    ['DateNotEquals', '${example:now}', NOW, 'unknown'],
    ['Bool', '${example:yes}', 'true', 'unknown'],
    ['Bool', '${example:yes}', 'no', 'unknown'],
    ['IpAddress', '${example:ip}', '10.0.0.1', 'unknown'],
    ['Null', '${example:yes}', '10', 'unknown'],
    ['Null', '${example:yes}', undefined, 'unknown'],
  ], { 'example:ten': '10', 'example:yes': 'true', 'example:ip': '10.0.0.1', 'example:now': NOW }),
];
