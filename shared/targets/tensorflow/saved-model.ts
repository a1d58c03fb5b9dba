import { create, fromBinary, toBinary, type MessageInitShape } from '@bufbuild/protobuf';
import type { Signature, SignatureTensor } from './compiled';
import type { Attr, DType, GraphNode } from './graph-builder';
import {
  DataType,
  SavedModelSchema,
  type AttrValueSchema,
  type SignatureDefSchema,
  type TensorInfo,
  type TensorInfoSchema,
  type TensorShapeProtoSchema,
} from './proto/tensorflow_pb';

/** The graph version we write for: TensorFlow 2.9 and newer read it. */
const PRODUCER = 1087;

const DATA_TYPES: Readonly<Record<DType, DataType>> = {
  float32: DataType.DT_FLOAT,
  int32: DataType.DT_INT32,
  int64: DataType.DT_INT64,
  uint8: DataType.DT_UINT8,
  uint16: DataType.DT_UINT16,
  uint32: DataType.DT_UINT32,
  uint64: DataType.DT_UINT64,
  bool: DataType.DT_BOOL,
  string: DataType.DT_STRING,
  resource: DataType.DT_RESOURCE,
};

/**
 * The bytes of a `saved_model.pb` with one graph under the tag `serve`. Its variables start unset: there is no
 * saver, and `variables/` beside the file stays empty.
 * @param nodes the graph, in any order
 * @param signatures by name; each becomes a SignatureDef
 */
export function encodeSavedModel(
  nodes: readonly GraphNode[],
  signatures: Readonly<Record<string, Signature>>,
): Uint8Array {
  const model = create(SavedModelSchema, {
    savedModelSchemaVersion: BigInt(1),
    metaGraphs: [
      {
        metaInfoDef: { tags: ['serve'], strippedDefaultAttrs: true },
        graphDef: {
          versions: { producer: PRODUCER },
          node: nodes.map((node) => ({
            name: node.name,
            op: node.op,
            input: [...node.inputs],
            attr: mapValues(node.attrs, attrValue),
          })),
        },
        signatureDef: mapValues(signatures, signatureDef),
      },
    ],
  });
  return toBinary(SavedModelSchema, model);
}

function mapValues<T, U>(record: Readonly<Record<string, T>>, change: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}

function attrValue(value: Attr): MessageInitShape<typeof AttrValueSchema> {
  switch (value.kind) {
    case 'type':
      return { value: { case: 'type', value: DATA_TYPES[value.value] } };
    case 'int':
      return { value: { case: 'i', value: BigInt(value.value) } };
    case 'ints':
      return list({ i: value.value.map(BigInt) });
    case 'float':
      return { value: { case: 'f', value: value.value } };
    case 'bool':
      return { value: { case: 'b', value: value.value } };
    case 'string':
      return { value: { case: 's', value: ascii(value.value) } };
    case 'shape':
      return { value: { case: 'shape', value: shapeProto(value.value) } };
    case 'tensor': {
      const { dtype, shape, bytes } = value.value;
      const tensor = { dtype: DATA_TYPES[dtype], tensorShape: shapeProto(shape), tensorContent: bytes };
      return { value: { case: 'tensor', value: tensor } };
    }
  }
}

type ListInit = Extract<
  NonNullable<MessageInitShape<typeof AttrValueSchema>['value']>,
  { case: 'list' }
>['value'];

function list(value: ListInit): MessageInitShape<typeof AttrValueSchema> {
  return { value: { case: 'list', value } };
}

/** Attribute strings are names of our own (`SAME`, a variable's name made legal): ASCII only. */
function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function shapeProto(shape: readonly number[]): MessageInitShape<typeof TensorShapeProtoSchema> {
  return { dim: shape.map((size) => ({ size: BigInt(size) })) };
}

function signatureDef(signature: Signature): MessageInitShape<typeof SignatureDefSchema> {
  const info = (tensor: Signature['inputs'][string]): MessageInitShape<typeof TensorInfoSchema> => ({
    name: tensor.tensor,
    dtype: DATA_TYPES[tensor.dtype],
    tensorShape: shapeProto(tensor.shape),
  });
  return {
    inputs: mapValues(signature.inputs, info),
    outputs: mapValues(signature.outputs, info),
    methodName: 'tensorflow/serving/predict',
  };
}

/**
 * The signatures of a `saved_model.pb`, ours or anybody's. Tensors of types that Inlay does not feed or fetch are left
 * out.
 * @param bytes the file; a malformed one throws
 */
export function decodeSignatures(bytes: Uint8Array): Readonly<Record<string, Signature>> {
  const model = fromBinary(SavedModelSchema, bytes, { readUnknownFields: false });
  const served = model.metaGraphs.find((graph) => graph.metaInfoDef?.tags.includes('serve'));
  return mapValues(served?.signatureDef ?? {}, (signature) => ({
    inputs: knownTensors(signature.inputs),
    outputs: knownTensors(signature.outputs),
  }));
}

const SIGNATURE_TYPES: Partial<Record<DataType, SignatureTensor['dtype']>> = {
  [DataType.DT_FLOAT]: 'float32',
  [DataType.DT_INT32]: 'int32',
  [DataType.DT_INT64]: 'int64',
  [DataType.DT_STRING]: 'string',
};

function knownTensors(tensors: Readonly<Record<string, TensorInfo>>): Record<string, SignatureTensor> {
  return Object.fromEntries(
    Object.entries(tensors).flatMap(([label, { name, dtype, tensorShape }]) => {
      const type = SIGNATURE_TYPES[dtype];
      const shape = tensorShape?.dim.map(({ size }) => Number(size)) ?? [];
      return type ? [[label, { tensor: name, dtype: type, shape }]] : [];
    }),
  );
}
