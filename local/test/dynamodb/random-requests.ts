/** Random requests on the table of the comparison, the same for the same seed. */
export class RandomRequests {
  constructor(private seed: number) {}

  next(): [operation: string, parameters: Record<string, unknown>] {
    return this.pick([
      this.put, this.put, this.put, this.remove, this.update, this.get, this.query, this.query, this.scan, this.batchWrite, this.batchGet,
    ]).call(this);
  }

  private below(limit: number): number {
    this.seed = (Math.imul(this.seed, 1664525) + 1013904223) % 0x100000000;
    return Math.floor(Math.abs(this.seed) / 256) % limit;
  }

  private pick<T>(values: readonly T[]): T {
    return values[this.below(values.length)];
  }

  private readonly text = (): object => ({ S: this.pick(['a', 'A', 'b', 'ab']) });

  private readonly number = (): object => ({ N: `${this.below(7) - 3}` });

  private readonly key = (): object => ({ p: this.text(), r: this.number() });

  private item(): object {
    const value = (): object => this.pick([
      this.text(), this.number(), { BOOL: true }, { NULL: true }, { SS: ['a', 'b'] }, { L: [{ S: 'q' }, { N: '2' }] }, { M: { k: { S: 'z' } } },
    ]);
    const some = (name: string, make: () => object): object => this.below(2) ? { [name]: make() } : {};
    return { ...this.key(), ...some('g', this.text), ...some('l', this.text), ...some('x', value), ...some('n', value), ...some('y', value) };
  }

  private condition(): { ConditionExpression?: string; ExpressionAttributeValues?: object } {
    return this.pick([
      {}, {}, { ConditionExpression: 'attribute_not_exists(x)' },
      { ConditionExpression: 'x = :c AND NOT (n > :c)', ExpressionAttributeValues: { ':c': { N: '1' } } },
      { ConditionExpression: 'x IN (:c, :d) OR size(y) > :c', ExpressionAttributeValues: { ':c': { N: '0' }, ':d': { S: 'a' } } },
    ]);
  }

  private put(): [string, Record<string, unknown>] {
    return ['PutItem', { TableName: 'Compared', Item: this.item(), ...this.condition(), ReturnValues: this.pick(['NONE', 'ALL_OLD']) }];
  }

  private remove(): [string, Record<string, unknown>] {
    return ['DeleteItem', { TableName: 'Compared', Key: this.key(), ...this.condition(), ReturnValues: this.pick(['NONE', 'ALL_OLD']) }];
  }

  private update(): [string, Record<string, unknown>] {
    const condition = this.condition();
    const [UpdateExpression, values] = this.pick<[string, object?]>([
      ['SET g = :u, l = :u', { ':u': this.text() }], ['SET n = :u REMOVE g, x', { ':u': { N: '0' } }], ['ADD n :u', { ':u': { N: '2' } }], ['SET y.k = :u', { ':u': { S: 'w' } }],
      ['SET x = if_not_exists(x, :u)', { ':u': { L: [] } }], ['SET n = n + :u', { ':u': { N: '1' } }],
    ]);
    const ExpressionAttributeValues = { ...values, ...condition.ExpressionAttributeValues };
    return ['UpdateItem', {
      TableName: 'Compared',
      Key: this.key(),
      UpdateExpression,
      ...condition,
      ...(Object.keys(ExpressionAttributeValues).length > 0 && { ExpressionAttributeValues }),
      ReturnValues: this.pick(['ALL_NEW', 'ALL_OLD', 'UPDATED_NEW', 'UPDATED_OLD']),
    }];
  }

  private get(): [string, Record<string, unknown>] {
    return ['GetItem', { TableName: 'Compared', Key: this.key(), ...this.pick<object>([{}, { ProjectionExpression: 'x, y.k, n[0]' }, { AttributesToGet: ['x', 'g'] }]) }];
  }

  private page(): object {
    return { ...this.pick([{}, { Limit: 1 }, { Limit: 3 }]), ...this.pick([{}, { FilterExpression: 'attribute_exists(x)' }]) };
  }

  private query(): [string, Record<string, unknown>] {
    const [hash, range, make, more] = this.pick<[string, string, () => object, object]>([
      ['p', 'r', this.number, {}],
      ['g', 'r', this.number, { IndexName: 'Global' }],
      ['p', 'l', this.text, { IndexName: 'Local' }],
      ['p', 'l', this.text, { IndexName: 'Local', Select: 'ALL_ATTRIBUTES' }],
    ]);
    const comparison = this.pick(['', '=', '<', '<=', '>', '>=']);
    return ['Query', {
      TableName: 'Compared',
      ...more,
      KeyConditionExpression: `${hash} = :h${comparison && ` AND ${range} ${comparison} :r`}`,
      ExpressionAttributeValues: { ':h': this.text(), ...(comparison && { ':r': make() }) },
      ScanIndexForward: this.pick([true, false]),
      ...this.page(),
    }];
  }

  private scan(): [string, Record<string, unknown>] {
    const where = this.pick<object>([{}, { IndexName: 'Global' }, { IndexName: 'Local' }, { TotalSegments: 3, Segment: this.below(3) }]);
    return ['Scan', { TableName: 'Compared', ...where, ...this.page() }];
  }

  private batchWrite(): [string, Record<string, unknown>] {
    const write = (): object => this.pick([{ PutRequest: { Item: this.item() } }, { DeleteRequest: { Key: this.key() } }]);
    return ['BatchWriteItem', { RequestItems: { Compared: [write(), write()] } }];
  }

  private batchGet(): [string, Record<string, unknown>] {
    return ['BatchGetItem', { RequestItems: { Compared: { Keys: [this.key(), this.key(), this.key()] } } }];
  }
}
