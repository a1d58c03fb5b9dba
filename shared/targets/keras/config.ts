import type { Json, KerasLayer, KerasTensor } from './layer';

/** The Keras whose file format is written; newer ones read it. */
export const KERAS_VERSION = '3.15.1';

const DTYPE = 'float32';

/**
 * `config.json` of a Functional model.
 *
 * @param layers in any order in which inputs come first
 * @param inputs names of the input layers
 * @param outputs names of the output layers
 */
export function functionalConfig(
  name: string,
  layers: readonly KerasLayer[],
  inputs: readonly string[],
  outputs: readonly string[],
): Json {
  return {
    module: 'keras.src.models.functional',
    class_name: 'Functional',
    config: {
      name,
      trainable: true,
      layers: layers.map(layerConfig),
      input_layers: ends(inputs),
      output_layers: ends(outputs),
    },
    registered_name: 'Functional',
  };
}

/** Layers that would follow a user's own default layout if the file did not say. */
const LAID_OUT = /2D$|^Flatten$/;

function layerConfig(layer: KerasLayer): Json {
  const isLayer = layer.module === 'keras.layers';
  const layout = LAID_OUT.test(layer.className) ? { data_format: 'channels_last' } : {};
  return {
    module: layer.module,
    class_name: layer.className,
    config: { name: layer.name, ...(isLayer ? { dtype: DTYPE } : {}), ...layout, ...layer.config },
    registered_name: isLayer ? null : layer.className,
    name: layer.name,
    inbound_nodes: layer.inputs.length === 0 ? [] : [call(layer)],
  };
}

function call(layer: KerasLayer): Json {
  const tensors = layer.inputs.map(tensor);
  return { args: [...(layer.list ? [tensors] : tensors), ...layer.args], kwargs: layer.kwargs };
}

function tensor({ layer, shape }: KerasTensor): Json {
  return {
    class_name: '__keras_tensor__',
    config: { shape: [null, ...shape], dtype: DTYPE, keras_history: [layer, 0, 0] },
  };
}

/** One end alone is written bare: such a model takes, or gives, a tensor and not a list. */
function ends(names: readonly string[]): Json {
  const ends = names.map((name) => [name, 0, 0]);
  return ends.length === 1 ? ends[0]! : ends;
}
