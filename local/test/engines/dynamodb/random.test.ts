import { print, Refused, toModel } from './model';
import { RandomModels } from './random-models';
import { DynamoDbError } from '../../../src/dynamodb/errors';
import { parseCondition } from '../../../src/dynamodb/expressions/condition-parser';
import { ExpressionError } from '../../../src/dynamodb/expressions/expression-error';
import { Placeholders } from '../../../src/dynamodb/expressions/placeholders';
import { parseUpdate } from '../../../src/dynamodb/expressions/update-parser';
import { changed } from '../../../src/engines/dynamodb/expressions/changes';
import { holds } from '../../../src/engines/dynamodb/expressions/condition';
import { changesOfExpression } from '../../../src/engines/dynamodb/expressions/update';
import { generator } from '../../dynamodb/mutations';

/** What the parser refuses is none to compare. */
function read<T>(parse: () => T): T | undefined {
  try {
    return parse();
  } catch (error) {
    if (error instanceof ExpressionError) return undefined;
    throw error;
  }
}

test.each([1, 2, 3, 4])('conditions are what the model says: seed %i', (seed) => {
  const random = new RandomModels(generator(seed * 7919));
  const seen = { true: 0, false: 0 };
  for (let count = 0; count < 3000; count++) {
    random.values = {};
    const { text, holds: expected } = random.condition();
    const parsed = read(() => parseCondition(text, new Placeholders({}, random.values)));
    if (!parsed) continue;
    const item = random.item();
    const truth = expected(toModel({ M: item }));
    expect({ text, values: random.values, item, truth: holds(parsed.expression, item) }).toEqual({ text, values: random.values, item, truth });
    seen[`${truth}`]++;
  }
  expect(Math.min(seen.true, seen.false)).toBeGreaterThan(400);
});

test.each([1, 2, 3, 4])('updates make what the model makes: seed %i', (seed) => {
  const random = new RandomModels(generator(seed * 104_729));
  const seen = { done: 0, refused: 0 };
  for (let count = 0; count < 2500; count++) {
    random.values = {};
    const { text, apply } = random.update();
    const parsed = read(() => parseUpdate(text, new Placeholders({}, random.values)));
    if (!parsed) continue;
    const item = random.item();
    const before = structuredClone(item);
    const outcome = (act: () => string): string => {
      try {
        return act();
      } catch (error) {
        if (error instanceof Refused || error instanceof DynamoDbError) return 'refused';
        throw error;
      }
    };
    const expected = outcome(() => {
      const model = toModel({ M: item });
      apply(model);
      return print(model);
    });
    const result = outcome(() => print(toModel({ M: changed(item, changesOfExpression(parsed.sections, item)) })));
    expect({ text, values: random.values, item, result }).toEqual({ text, values: random.values, item, result: expected });
    expect(item).toEqual(before);
    seen[expected === 'refused' ? 'refused' : 'done']++;
  }
  expect(Math.min(seen.done, seen.refused)).toBeGreaterThan(150);
});
