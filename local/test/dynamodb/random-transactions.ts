type Single = [operation: string, parameters: object];

/** Random transactions on the table of scores, the same for the same seed, each with the single operations that it is made of. */
export class RandomTransactions {
  constructor(private seed: number) {}

  next(): { actions: object[]; alone: Single[] } {
    const users = ['a', 'b', 'c', 'd', 'e'].filter(() => this.below(2));
    const singles = (users.length > 0 ? users : ['a']).map((user) => this.single(user));
    return {
      actions: singles.map(([kind, , parameters]) => ({ [kind]: parameters })),
      alone: singles.map(([, operation, parameters]) => [operation, parameters]),
    };
  }

  private below(limit: number): number {
    this.seed = (Math.imul(this.seed, 1664525) + 1013904223) % 0x100000000;
    return Math.floor(Math.abs(this.seed) / 256) % limit;
  }

  private pick<T>(values: readonly T[]): T {
    return values[this.below(values.length)];
  }

  private some(name: string): object {
    return this.below(2) ? { [name]: { N: `${this.below(4)}` } } : {};
  }

  private condition(): { ConditionExpression?: string } {
    return { ...this.pick([{}, {}, {}, { ConditionExpression: 'attribute_exists(UserId)' }, { ConditionExpression: 'attribute_not_exists(Wins)' }]) };
  }

  private update(): object {
    const [UpdateExpression, value] = this.pick<[string, object?]>([
      ['SET TopScore = :v', { N: `${this.below(4)}` }], ['REMOVE TopScore, Wins'], ['ADD Wins :v', { N: '1' }], ['SET Wins = TopScore'],
      ['SET Nick = :v', { S: 'n' }], ['SET Wins = :v', { S: 'of another type' }],
    ]);
    return { UpdateExpression, ...(value && { ExpressionAttributeValues: { ':v': value } }) };
  }

  private single(user: string): [kind: string, operation: string, parameters: object] {
    const Key = { UserId: { S: user }, GameTitle: { S: this.pick(['chess', 'go']) } };
    const TableName = 'GameScores';
    switch (this.pick(['Put', 'Put', 'Update', 'Update', 'Delete'])) {
      case 'Put': return ['Put', 'PutItem', { TableName, Item: { ...Key, ...this.some('Wins'), ...this.some('TopScore') }, ...this.condition() }];
      case 'Update': return ['Update', 'UpdateItem', { TableName, Key, ...this.update(), ...this.condition() }];
      default: return ['Delete', 'DeleteItem', { TableName, Key, ...this.condition() }];
    }
  }
}
