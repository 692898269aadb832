import { areas } from './areas';
import { judge } from './judgement';

describe.each(areas.map((area): [string, typeof area] => [area.name, area]))('recorded answers of AWS: %s', (_name, area) => {
  afterAll(() => area.close?.());

  test('the local cloud gives the same, but for what is left with a reason', async () => {
    const differing = (await judge(area)).filter(({ fact, agrees }) => !agrees && fact.left === undefined);
    expect(differing.map(({ fact, ours }) => ({ id: fact.id, aws: fact.aws, ours }))).toEqual([]);
  });

  test('nothing is left that agrees', async () => {
    expect((await judge(area)).filter(({ fact, agrees }) => agrees && fact.left !== undefined).map(({ fact }) => fact.id)).toEqual([]);
  });

  test('every fact has a name of its own and a public source', () => {
    const ids = area.facts.map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(0);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect(area.facts.filter(({ source }) => !source.startsWith('https://'))).toEqual([]);
  });
});
