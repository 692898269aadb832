// What AWS Lambda runs; its Node.js brings the SDK along.
const { DynamoDBClient, UpdateItemCommand } = require('@aws-sdk/client-dynamodb');

const WORTH = { rock: 1, paper: 2, scissors: 3 };
/** Key of the records, a row for each game, which belong to no player. */
const RECORDS = { S: 'referee' };

const dynamodb = new DynamoDBClient();

/** Scores each new move, and keeps the record of each game. What it writes itself comes by, too, and holds no new move. */
exports.handler = async ({ Records }) => {
  const failed = [];
  for (const { dynamodb: { OldImage, NewImage, SequenceNumber } } of Records) {
    if (NewImage?.Move === undefined || NewImage.Move.S === OldImage?.Move?.S) continue;
    try {
      await score(NewImage);
    } catch (error) {
      console.error(error);
      failed.push({ itemIdentifier: SequenceNumber });
    }
  }
  return { batchItemFailures: failed };
};

/** May be repeated, as streams do: the same move gives the same score and the same record. */
async function score({ UserId, GameTitle, Move }) {
  const Score = { N: String(WORTH[Move.S] ?? 0) };
  await update({ UserId, GameTitle }, 'SET Score = :score', 'Move = :move', { ':score': Score, ':move': Move });
  await update({ UserId: RECORDS, GameTitle }, 'SET Best = :score, Holder = :player', 'attribute_not_exists(Best) OR Best < :score', { ':score': Score, ':player': UserId });
}

/** Only where the condition holds: a player may have moved again, a record may be higher. */
async function update(Key, UpdateExpression, ConditionExpression, ExpressionAttributeValues) {
  try {
    await dynamodb.send(new UpdateItemCommand({ TableName: process.env.TABLE, Key, UpdateExpression, ConditionExpression, ExpressionAttributeValues }));
  } catch (error) {
    if (error.name !== 'ConditionalCheckFailedException') throw error;
  }
}
