// Runs the steps on stdin (step.ts says what they are) with the AWS SDK for Go, and prints what came of each.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"os"
	"reflect"
	"regexp"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/feature/s3/manager"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	"github.com/aws/smithy-go"
)

type step struct {
	Service   string         `json:"service"`
	Operation string         `json:"operation"`
	As        string         `json:"as"`
	Input     map[string]any `json:"input"`
}

type outcome struct {
	Outcome string `json:"outcome"`
	Answer  any    `json:"answer"`
}

// Session by name; a step without one is signed by nobody.
var sessions = map[string]aws.CredentialsProvider{}

func configuration(ctx context.Context, one step) (aws.Config, error) {
	provider, found := sessions[one.As]
	if !found {
		provider = aws.AnonymousCredentials{}
	}
	return config.LoadDefaultConfig(ctx, config.WithCredentialsProvider(provider))
}

func clientOf(service string, cfg aws.Config) any {
	switch service {
	case "dynamodb":
		return dynamodb.NewFromConfig(cfg)
	case "sts":
		return sts.NewFromConfig(cfg)
	default:
		return s3.NewFromConfig(cfg)
	}
}

func call(ctx context.Context, one step, cfg aws.Config) (any, error) {
	method := reflect.ValueOf(clientOf(one.Service, cfg)).MethodByName(one.Operation)
	input := reflect.New(method.Type().In(1).Elem())
	if err := fill(input.Elem(), one.Input); err != nil {
		return nil, err
	}
	results := method.Call([]reflect.Value{reflect.ValueOf(ctx), input})
	if err, isError := results[1].Interface().(error); isError {
		return nil, err
	}
	return plain(results[0]), nil
}

func upload(ctx context.Context, one step, cfg aws.Config) (any, error) {
	body := bytes.Repeat([]byte("a"), int(one.Input["Size"].(float64)))
	bucket, key := one.Input["Bucket"].(string), one.Input["Key"].(string)
	_, err := manager.NewUploader(s3.NewFromConfig(cfg)).Upload(ctx, &s3.PutObjectInput{Bucket: &bucket, Key: &key, Body: bytes.NewReader(body)})
	return map[string]any{}, err
}

var errorCode = regexp.MustCompile(`<Code>(\w+)</Code>`)

func presignedGet(ctx context.Context, one step, cfg aws.Config) (any, error) {
	bucket, key := one.Input["Bucket"].(string), one.Input["Key"].(string)
	signed, err := s3.NewPresignClient(s3.NewFromConfig(cfg)).PresignGetObject(ctx, &s3.GetObjectInput{Bucket: &bucket, Key: &key})
	if err != nil {
		return nil, err
	}
	response, err := http.Get(signed.URL)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err == nil && response.StatusCode != http.StatusOK {
		err = &smithy.GenericAPIError{Code: errorCode.FindStringSubmatch(string(body))[1]}
	}
	return map[string]any{"Body": string(body)}, err
}

func act(ctx context.Context, one step) (any, error) {
	cfg, err := configuration(ctx, one)
	if err != nil {
		return nil, err
	}
	switch one.Operation {
	case "Upload":
		return upload(ctx, one, cfg)
	case "PresignedGet":
		return presignedGet(ctx, one, cfg)
	default:
		return call(ctx, one, cfg)
	}
}

func try(ctx context.Context, one step) outcome {
	answer, err := act(ctx, one)
	var refused smithy.APIError
	if errors.As(err, &refused) {
		return outcome{refused.ErrorCode(), err.Error()}
	}
	if err != nil {
		return outcome{"no answer", err.Error()}
	}
	if keys, found := answer.(map[string]any)["Credentials"].(map[string]any); found {
		sessions[one.As] = credentials.NewStaticCredentialsProvider(keys["AccessKeyId"].(string), keys["SecretAccessKey"].(string), keys["SessionToken"].(string))
	}
	return outcome{"allowed", answer}
}

func main() {
	var steps []step
	if err := json.NewDecoder(os.Stdin).Decode(&steps); err != nil {
		panic(err)
	}
	outcomes := make([]outcome, len(steps))
	for i, one := range steps {
		outcomes[i] = try(context.Background(), one)
	}
	if err := json.NewEncoder(os.Stdout).Encode(outcomes); err != nil {
		panic(err)
	}
}
