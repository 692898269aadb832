package main

import (
	"fmt"
	"io"
	"reflect"
	"strings"
	"time"

	dynamodb "github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
)

// DynamoDB's values are a union: a type for each member, with the value in it.
var members = map[string]reflect.Type{
	"S":    reflect.TypeFor[dynamodb.AttributeValueMemberS](),
	"N":    reflect.TypeFor[dynamodb.AttributeValueMemberN](),
	"BOOL": reflect.TypeFor[dynamodb.AttributeValueMemberBOOL](),
}

// fill sets what has the SDK's types from what JSON has.
func fill(target reflect.Value, given any) error {
	switch value := given.(type) {
	case map[string]any:
		return fillMap(target, value)
	case []any:
		target.Set(reflect.MakeSlice(target.Type(), len(value), len(value)))
		for i, one := range value {
			if err := fill(target.Index(i), one); err != nil {
				return err
			}
		}
		return nil
	}
	switch {
	case target.Kind() == reflect.Pointer:
		target.Set(reflect.New(target.Type().Elem()))
		return fill(target.Elem(), given)
	case target.Type() == reflect.TypeFor[io.Reader]():
		target.Set(reflect.ValueOf(strings.NewReader(given.(string))))
		return nil
	}
	value := reflect.ValueOf(given)
	if !value.CanConvert(target.Type()) {
		return fmt.Errorf("got %T, want %s", given, target.Type())
	}
	target.Set(value.Convert(target.Type()))
	return nil
}

func fillMap(target reflect.Value, given map[string]any) error {
	switch target.Kind() {
	case reflect.Pointer:
		target.Set(reflect.New(target.Type().Elem()))
		return fill(target.Elem(), given)
	case reflect.Interface:
		for name, value := range given {
			member := reflect.New(members[name])
			if err := fill(member.Elem().FieldByName("Value"), value); err != nil {
				return err
			}
			target.Set(member)
		}
		return nil
	case reflect.Map:
		target.Set(reflect.MakeMap(target.Type()))
		for name, value := range given {
			one := reflect.New(target.Type().Elem()).Elem()
			if err := fill(one, value); err != nil {
				return err
			}
			target.SetMapIndex(reflect.ValueOf(name), one)
		}
		return nil
	}
	for name, value := range given {
		field := target.FieldByName(name)
		if !field.IsValid() {
			return fmt.Errorf("%s has no %s", target.Type(), name)
		}
		if err := fill(field, value); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

// plain gives what JSON can hold; what is not there is left out.
func plain(value reflect.Value) any {
	if reader, isReader := value.Interface().(io.Reader); isReader {
		bytes, err := io.ReadAll(reader)
		if err != nil {
			return err.Error()
		}
		return string(bytes)
	}
	switch value.Kind() {
	case reflect.Pointer, reflect.Interface:
		if value.IsNil() {
			return nil
		}
		return plainMember(value)
	case reflect.Struct:
		return plainStruct(value)
	case reflect.Slice:
		all := make([]any, value.Len())
		for i := range all {
			all[i] = plain(value.Index(i))
		}
		return all
	case reflect.Map:
		all := map[string]any{}
		for _, key := range value.MapKeys() {
			all[key.String()] = plain(value.MapIndex(key))
		}
		return all
	default:
		return value.Interface()
	}
}

func plainMember(value reflect.Value) any {
	name := reflect.Indirect(value.Elem()).Type().Name()
	if member, found := strings.CutPrefix(name, "AttributeValueMember"); found {
		return map[string]any{member: plain(reflect.Indirect(value.Elem()).FieldByName("Value"))}
	}
	return plain(value.Elem())
}

func plainStruct(value reflect.Value) any {
	if at, isTime := value.Interface().(time.Time); isTime {
		return at.Format(time.RFC3339)
	}
	all := map[string]any{}
	for i := range value.NumField() {
		field := value.Type().Field(i)
		if !field.IsExported() || field.Name == "ResultMetadata" || value.Field(i).IsZero() {
			continue
		}
		all[field.Name] = plain(value.Field(i))
	}
	return all
}
