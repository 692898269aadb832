import { parseCondition } from '../../../src/dynamodb/expressions/condition-parser';
import { Placeholders } from '../../../src/dynamodb/expressions/placeholders';
import { parseProjection } from '../../../src/dynamodb/expressions/projection-parser';
import { parseUpdate } from '../../../src/dynamodb/expressions/update-parser';
import type { Attributes } from '../../../src/dynamodb/values/attribute-value';

/*
 * Developer Guide, Expressions in DynamoDB. Messages as public suites observed them on AWS: architect/dynalite test/,
 * scylladb/scylladb test/alternator/, nubo-db/dynamodb-conformance.
 */

const NAMES = { '#n': 'na.me', '#1': 'x' };
const VALUES: Attributes = { ':s': { S: 'x' }, ':n': { N: '1' }, ':two': { N: '2' }, ':b': { BOOL: true }, ':l': { L: [] }, ':m': { M: {} }, ':ss': { SS: ['a'] }, ':t': { S: 'DOG' } };

const known = (): Placeholders => new Placeholders(NAMES, VALUES);

describe('conditions', () => {
  const at = (name: string): object => [name];
  const op = (type: string, ...args: unknown[]): object => ({ type, args });

  test.each<[string, object]>([
    ['a = :n', op('=', at('a'), { N: '1' })],
    [':n<>a', op('<>', { N: '1' }, at('a'))],
    ['a.b[0].#n = #1', op('=', ['a', 'b', 0, 'na.me'], at('x'))],
    ['a=b OR c=d AND NOT e=f', op('or', op('=', at('a'), at('b')), op('and', op('=', at('c'), at('d')), op('not', op('=', at('e'), at('f')))))],
    ['a=b AND c=d OR e=f', op('or', op('and', op('=', at('a'), at('b')), op('=', at('c'), at('d'))), op('=', at('e'), at('f')))],
    ['(a=b OR c=d) and e=f', op('and', op('or', op('=', at('a'), at('b')), op('=', at('c'), at('d'))), op('=', at('e'), at('f')))],
    ['NOT NOT a=b', op('not', op('not', op('=', at('a'), at('b'))))],
    ['NOT (a=b)', op('not', op('=', at('a'), at('b')))],
    ['(a) < (:n)', op('<', at('a'), { N: '1' })],
    ['a between :n and :two AND b=c', op('and', op('between', at('a'), { N: '1' }, { N: '2' }), op('=', at('b'), at('c')))],
    ['a IN (:n, b , :s)', op('in', at('a'), { N: '1' }, at('b'), { S: 'x' })],
    ['size ( a ) >= :n', op('>=', { type: 'function', name: 'size', args: [at('a')] }, { N: '1' })],
    ['attribute_exists(a)', { type: 'function', name: 'attribute_exists', args: [at('a')] }],
    ['contains(a, :m)', { type: 'function', name: 'contains', args: [at('a'), { M: {} }] }],
    ['begins_with(:s, a)', { type: 'function', name: 'begins_with', args: [{ S: 'x' }, at('a')] }],
  ])('%s', (text, expected) => expect(parseCondition(text, known()).expression).toEqual(expected));

  test('tells what it mentions', () => {
    expect(parseCondition('a.b = c AND size(d[0]) > :n OR attribute_exists(#n)', known()))
      .toMatchObject({ pathHeads: { 'a': true, 'c': true, 'd': true, 'na.me': true }, nestedPaths: { a: true, d: true } });
  });

  const TYPE = 'Incorrect operand type for operator or function; operator or function:';

  test.each([
    ['a', 'Syntax error; token: "<EOF>", near: "a"'],
    ['a = ', 'Syntax error; token: "<EOF>", near: "= "'],
    ['a = :n b', 'Syntax error; token: "b", near: ":n b"'],
    ['a = 1', 'Syntax error; token: "1", near: "= 1"'],
    ['_a = :n', 'Syntax error; token: "_", near: "_a"'],
    ['a-b = :n', 'Syntax error; token: "-", near: "a-b"'],
    ['a IN ()', 'Syntax error; token: ")", near: "()"'],
    ['a AND b=c', 'Syntax error; token: "AND", near: "a AND b"'],
    ['(a=b', 'Syntax error; token: "<EOF>", near: "b"'],
    ['(a=b) = c', 'Syntax error; token: "=", near: ") = c"'],
    ['a = :n -- c', 'Syntax error; token: "-", near: ":n --"'],
    ['((a=b))', 'The expression has redundant parentheses;'],
    ['((a=b)) AND c=d', 'The expression has redundant parentheses;'],
    ['((a)) = b', 'The expression has redundant parentheses;'],
    ['dog(a)', 'Invalid function name; function: dog'],
    ['SIZE(a) = :n', 'Invalid function name; function: SIZE'],
    ['if_not_exists(a, :n) = :n', 'The function is not allowed in a condition expression; function: if_not_exists'],
    ['size(a)', 'The function is not allowed to be used this way in an expression; function: size'],
    ['attribute_exists(a) = :b', 'The function is not allowed to be used this way in an expression; function: attribute_exists'],
    ['name = :n', 'Attribute name is a reserved keyword; reserved keyword: name'],
    ['a.Timestamp = :n', 'Attribute name is a reserved keyword; reserved keyword: Timestamp'],
    ['#x = :n', 'An expression attribute name used in the document path is not defined; attribute name: #x'],
    ['a = :x', 'An expression attribute value used in expression is not defined; attribute value: :x'],
    ['attribute_exists(a, b)', 'Incorrect number of operands for operator or function; operator or function: attribute_exists, number of operands: 2'],
    [`a IN (${Array.from({ length: 100 }, () => ':n').join()})`, 'Incorrect number of operands for operator or function; operator or function: IN, number of operands: 101'],
    ['a = a', 'The first operand must be distinct from the remaining operands for this operator or function; operator: =, first operand: [a]'],
    ['contains(a[1].b, a[1].b)', 'The first operand must be distinct from the remaining operands for this operator or function; operator: contains, first operand: [a, [1], b]'],
    ['attribute_exists(:n)', 'Operator or function requires a document path; operator or function: attribute_exists'],
    ['attribute_type(a, b)', `${TYPE} attribute_type, operand type: {NS,SS,L,BS,N,M,B,BOOL,NULL,S}`],
    ['attribute_type(a, :n)', `${TYPE} attribute_type, operand type: N`],
    ['attribute_type(a, :t)', 'Invalid attribute type name found; type: DOG, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}'],
    ['begins_with(a, :n)', `${TYPE} begins_with, operand type: N`],
    ['size(:n) = :n', `${TYPE} size, operand type: N`],
    ['size(size(a)) = :n', `${TYPE} size, operand type: N`],
    ['a < :l', `${TYPE} <, operand type: L`],
    [':b >= a', `${TYPE} >=, operand type: BOOL`],
    ['a BETWEEN :m AND :m', `${TYPE} BETWEEN, operand type: M`],
    ['a BETWEEN :n AND :s', 'The BETWEEN operator requires same data type for lower and upper bounds; '
      + 'lower bound operand: AttributeValue: {N:1}, upper bound operand: AttributeValue: {S:x}'],
    ['a BETWEEN :two AND :n', 'The BETWEEN operator requires upper bound to be greater than or equal to lower bound; '
      + 'lower bound operand: AttributeValue: {N:2}, upper bound operand: AttributeValue: {N:1}'],
    [`a${'.b'.repeat(32)} = :n`, 'The document path has too many nesting levels; nesting levels: 33'],
    ['a[99999999999999] = :n', 'List index is not within the allowable range; index: [99999999999999]'],
    // Kind before place.
    ['a = a AND name = :n AND dog(a)', 'Invalid function name; function: dog'],
    ['a = a AND name = :n', 'Attribute name is a reserved keyword; reserved keyword: name'],
    ['a = a AND b = :x', 'The first operand must be distinct from the remaining operands for this operator or function; operator: =, first operand: [a]'],
  ])('refused: %s', (text, message) => expect(() => parseCondition(text, known())).toThrow(new Error(message)));

  test.each([`a${'.b'.repeat(31)} = :n`, 'a = b AND a = c', '(a = b) AND (c = d)', '((a = b) AND (c = d))', 'a <> :l AND a = :m AND a IN (:b, :ss)'])('taken: %s', (text) => {
    expect(parseCondition(text, known()).expression.args.length).toBeGreaterThan(1);
  });

  test.each([[149, true], [150, false]])('as many operators as AWS takes, in %i pairs of parentheses', (depth, isTaken) => {
    const text = `a<b ${'or (a<b '.repeat(depth)}${')'.repeat(depth)}`;
    const parse = (): unknown => parseCondition(text, known());
    if (isTaken) expect(parse()).toBeDefined();
    else expect(parse).toThrow('The expression contains too many operators; operator count: 301');
  });
});

describe('updates', () => {
  test.each<[string, object[]]>([
    ['SET a = :n', [{ type: 'set', path: ['a'], val: { N: '1' } }]],
    ['set a=:n,b.c=d remove e add f :n delete g :ss', [
      { type: 'set', path: ['a'], val: { N: '1' } }, { type: 'set', path: ['b', 'c'], val: ['d'] }, { type: 'remove', path: ['e'] },
      { type: 'add', path: ['f'], val: { N: '1' } }, { type: 'delete', path: ['g'], val: { SS: ['a'] } },
    ]],
    ['SET a = if_not_exists(a, :n) + :two', [
      { type: 'set', path: ['a'], val: { type: 'add', args: [{ type: 'function', name: 'if_not_exists', args: [['a'], { N: '1' }] }, { N: '2' }] } },
    ]],
    ['SET a = (b - :n)', [{ type: 'set', path: ['a'], val: { type: 'subtract', args: [['b'], { N: '1' }] } }]],
    ['SET a[1] = list_append(if_not_exists(a, :l), :l)', [{
      type: 'set', path: ['a', 1], val: { type: 'function', name: 'list_append', args: [{ type: 'function', name: 'if_not_exists', args: [['a'], { L: [] }] }, { L: [] }] },
    }]],
  ])('%s', (text, sections) => expect(parseUpdate(text, known()).sections).toEqual(sections));

  const TYPE = 'Incorrect operand type for operator or function; operator';

  test.each([
    ['INVALID SYNTAX', 'Syntax error; token: "INVALID", near: "INVALID SYNTAX"'],
    ['SET', 'Syntax error; token: "<EOF>", near: "SET"'],
    ['SET a', 'Syntax error; token: "<EOF>", near: "a"'],
    ['SET :n = :n', 'Syntax error; token: ":n", near: "SET :n ="'],
    ['SET _123 = :n', 'Syntax error; token: "_", near: "SET _123"'],
    ['SET a = :n + :n + :n', 'Syntax error; token: "+", near: ":n + :n"'],
    ['SET a = if_not_exists(a, :n + :n)', 'Syntax error; token: "+", near: ":n + :n"'],
    ['SET a = :n SET b = :n', 'The "SET" section can only be used once in an update expression;'],
    ['SET a = :x', 'An expression attribute value used in expression is not defined; attribute value: :x'],
    ['SET #x = :n', 'An expression attribute name used in the document path is not defined; attribute name: #x'],
    ['SET a = f(:n)', 'Invalid function name; function: f'],
    ['SET a = size(b)', 'The function is not allowed in an update expression; function: size'],
    ['SET a = if_not_exists(:n, :n)', 'Operator or function requires a document path; operator or function: if_not_exists'],
    ['SET a = if_not_exists(a)', 'Incorrect number of operands for operator or function; operator or function: if_not_exists, number of operands: 1'],
    ['SET a = list_append(a, :n)', `${TYPE} or function: list_append, operand type: N`],
    ['SET a = list_append(list_append(a, b), c)', 'The function is not allowed to be used this way in an expression; function: list_append'],
    ['SET a = :s + :n', `${TYPE} or function: +, operand type: S`],
    ['SET a = b - :l', `${TYPE} or function: -, operand type: L`],
    ['ADD a :s', `${TYPE}: ADD, operand type: STRING, typeSet: ALLOWED_FOR_ADD_OPERAND`],
    ['ADD a :l', `${TYPE}: ADD, operand type: LIST, typeSet: ALLOWED_FOR_ADD_OPERAND`],
    ['DELETE a :n', `${TYPE}: DELETE, operand type: NUMBER, typeSet: ALLOWED_FOR_DELETE_OPERAND`],
    ['SET a.b = :n, a.b.c = :n', 'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a, b], path two: [a, b, c]'],
    ['SET a[1] = :n REMOVE a[1]', 'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a, [1]], path two: [a, [1]]'],
    ['SET a.b = :n, a[1] = :n', 'Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [a, b], path two: [a, [1]]'],
  ])('refused: %s', (text, message) => expect(() => parseUpdate(text, known())).toThrow(new Error(message)));
});

describe('projections', () => {
  test('paths', () => expect(parseProjection('a , b.c[2].#n', known())).toEqual({ paths: [['a'], ['b', 'c', 2, 'na.me']], nestedPaths: { b: true } }));

  test.each([
    ['!!! INVALID !!!', 'Syntax error; token: "!", near: "!!"'],
    ['a,', 'Syntax error; token: "<EOF>", near: ","'],
    ['a b', 'Syntax error; token: "b", near: "a b"'],
    ['a[-1]', 'Syntax error; token: "-", near: "[-1"'],
    ['a[]', 'Syntax error; token: "]", near: "[]"'],
    ['a, a', 'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a]'],
    ['a.b[1], a.b.c', 'Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [a, b, [1]], path two: [a, b, c]'],
    ['size', 'Attribute name is a reserved keyword; reserved keyword: size'],
  ])('refused: %s', (text, message) => expect(() => parseProjection(text, known())).toThrow(new Error(message)));

  test.each(['a.b, a.c', 'a[1], a[2]', 'a.b.d, a.c[2]'])('taken: %s', (text) => expect(parseProjection(text, known()).paths).toHaveLength(2));
});
