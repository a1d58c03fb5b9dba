import { parentPort, workerData } from 'node:worker_threads';
import { fillRing, type WorkerJob } from './data/ring';

/**
 * The thread that prepares training batches ahead, while the training thread is inside TensorFlow. It loads nothing
 * but the preparation itself: TensorFlow may be loaded by one thread of a process only.
 */
fillRing(workerData as WorkerJob, (message) => parentPort?.postMessage(message));
