"""Runs the steps on stdin (step.ts says what they are) with boto3, and prints what came of each."""
import io
import json
import re
import sys
import urllib.error
import urllib.request

import boto3
from boto3.exceptions import S3UploadFailedError
from boto3.s3.transfer import TransferConfig
from botocore import UNSIGNED, xform_name
from botocore.config import Config
from botocore.exceptions import ClientError

IN_PARTS = TransferConfig(multipart_threshold=5 << 20, multipart_chunksize=5 << 20)

sessions = {}


class Refused(Exception):
    """A refusal that is no ClientError; the code of AWS's error."""


def client(step):
    if step['as'] not in sessions:
        return boto3.client(step['service'], config=Config(signature_version=UNSIGNED))
    keys = sessions[step['as']]
    return boto3.client(
        step['service'], aws_access_key_id=keys['AccessKeyId'],
        aws_secret_access_key=keys['SecretAccessKey'], aws_session_token=keys['SessionToken'])


def upload(step):
    parameters = step['input']
    body = io.BytesIO(b'a' * parameters['Size'])
    try:
        client(step).upload_fileobj(body, parameters['Bucket'], parameters['Key'], Config=IN_PARTS)
    except S3UploadFailedError as error:
        raise Refused(re.search(r'\((\w+)\) when calling', str(error)).group(1))
    return {}


def presigned_get(step):
    url = client(step).generate_presigned_url('get_object', Params=step['input'], ExpiresIn=60)
    try:
        return {'Body': urllib.request.urlopen(url).read().decode()}
    except urllib.error.HTTPError as error:
        raise Refused(re.search(r'<Code>(\w+)</Code>', error.read().decode()).group(1))


def call(step):
    answer = getattr(client(step), xform_name(step['operation']))(**step['input'])
    if 'Body' in answer:
        answer['Body'] = answer['Body'].read().decode()
    if 'Credentials' in answer:
        sessions[step['as']] = answer['Credentials']
    return answer


def outcome(step):
    try:
        answer = {'Upload': upload, 'PresignedGet': presigned_get}.get(step['operation'], call)(step)
        return {'outcome': 'allowed', 'answer': answer}
    except ClientError as error:
        return {'outcome': error.response['Error']['Code'], 'answer': str(error)}
    except Refused as error:
        return {'outcome': str(error), 'answer': ''}


print(json.dumps([outcome(step) for step in json.load(sys.stdin)], default=str))
