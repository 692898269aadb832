import { compileSessionPolicy } from '../sts';

/**
 * What guests' sessions are held to in the enhanced flow, whatever their role allows.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html "Access policies for unauthenticated identities"
 */
const SERVICES = [
  'appsync', 'cloudwatch', 'codewhisperer', 'cognito-identity', 'cognito-idp', 'cognito-sync', 'comprehend', 'dynamodb', 'execute-api', 'firehose',
  'gamelift', 'iot', 'kinesis', 'lambda', 'lex', 'logs', 'machinelearning', 'mobileanalytics', 'mobiletargeting', 'personalize', 'polly', 'rekognition',
  's3', 'sdb', 'ses', 'sns', 'sqs', 'transcribe', 'translate',
];

export const GUEST_SESSION_POLICY = compileSessionPolicy({
  Version: '2012-10-17',
  Statement: {
    Effect: 'Allow',
    Action: [
      ...SERVICES.map((service) => `${service}:*`),
      'sagemaker:InvokeEndpoint', 'textract:AnalyzeDocument', 'textract:DetectDocumentText',
    ],
    Resource: '*',
  },
});
