/** closed: stopped, or not started; paused: nobody looks at the page; waiting: the next attempt comes at retryAt. */
export type NanowireState = "closed" | "connecting" | "open" | "waiting" | "paused";

/** A JSON message from the device. */
export interface NanowireMessage {
  type?: string;
  seq?: number;
  uptimeMs?: number;
  [member: string]: unknown;
}

/** What the firmware sends by itself; readings and outputs are further members, by their ids. */
export interface NanowireTelemetry extends NanowireMessage {
  type: "telemetry";
  seq: number;
  uptimeMs: number;
  intervalMs: number;
}

/** The answer to a command that was carried out. */
export interface NanowireResult {
  type: "result";
  id: number;
  ok: true;
  [member: string]: unknown;
}

/** Why a command was not carried out, or is not known to have been. */
export interface NanowireError extends Error {
  /** refused by the device; not answered in time; not asked, or the connection was lost meanwhile. */
  code: "refused" | "timeout" | "closed";
}

/** Many samples of one stream. The value of a channel is samples[sample * channels + channel] / divisor. */
export interface NanowireBlock {
  /** Which of the device's streams, 0 to 65,535. */
  stream: number;
  /** The block's number, modulo 2^32. */
  sequence: number;
  /** When the first sample was taken, in microseconds since the device's start. */
  timeUs: number;
  /** From one sample to the next, in microseconds; 0 when that is not regular. */
  intervalUs: number;
  /** How many samples of each channel, 1 to 65,535. */
  count: number;
  /** How many values belong to a sample, 1 to 255. */
  channels: number;
  /** 0 to 9. */
  decimals: number;
  /** 10 to the power of decimals. */
  divisor: number;
  /** A view of the message that was received, not a copy. */
  samples: Int16Array | Int32Array | Float32Array;
}

export interface NanowireEvents {
  /** The state changed; code and reason are those of the Close frame where there was one. */
  state: { state: NanowireState; code?: number; reason?: string };
  /** Any JSON object but the answers to commands. */
  message: NanowireMessage;
  /** A block of samples. */
  block: NanowireBlock;
  /** Messages of that type, or blocks of that stream, are missing before the next one. */
  gap: { stream: string | number; missed: number };
  /** The device has started anew; what was missed meanwhile is not known. */
  restart: { stream: string | number };
  /** Milliseconds from a ping to its answer; null when there was none. */
  latency: number | null;
  /** The device answered to the subscription of a topic; error is null where it agreed. */
  topic: { topic: string; error: NanowireError | null };
  /** A text that is no JSON object. */
  text: string;
  /** A binary message that is no block of a version that is known here. */
  binary: ArrayBuffer;
}

/** Times are in milliseconds. */
export interface NanowireOptions {
  /** An opening that takes longer is given up; 8000. */
  connectTimeoutMs?: number;
  /** A command that is not answered for longer has failed; 5000. */
  answerTimeoutMs?: number;
  /** From an answered ping to the next one; 5000; 0: none, and then a dead connection is not noticed. */
  pingIntervalMs?: number;
  /** Each wait for the next attempt is drawn from 0 to a window that doubles from this to maxDelayMs; 500. */
  baseDelayMs?: number;
  /** 15000. */
  maxDelayMs?: number;
  /** A connection that lasted this long begins the backoff anew; 5000. */
  resetAfterMs?: number;
  /** After a close with 1012 the window is at least this; 5000. */
  restartDelayMs?: number;
  /** After a close with 1013 this is waited, and what is drawn on top; 30000. */
  tryAgainLaterDelayMs?: number;
  /** A page that was hidden this long gives the device its connection back; 60000; Infinity: never. */
  pauseAfterMs?: number;
  /** Makes the WebSocket: with subprotocols, or where there is no global one. */
  open?: (url: string) => unknown;
  /** The clock, in milliseconds; performance.now. */
  now?: () => number;
  /** At least 0 and below 1; Math.random. */
  random?: () => number;
  /** Sets a timer; setTimeout. */
  after?: (ms: number, action: () => void) => unknown;
  /** Cancels one; clearTimeout. */
  cancel?: (timer: any) => void;
  /** The window whose events tell whether anybody looks; null where there is none. */
  page?: (EventTarget & { document: { hidden: boolean } }) | null;
}

/** One lasting connection to a device. */
export class Nanowire extends EventTarget {
  /** Nothing is opened before start. */
  constructor(url: string, options?: NanowireOptions);

  readonly state: NanowireState;
  /** When the next attempt is due, on the clock of options.now; only means something while waiting. */
  readonly retryAt: number;
  /** How many counted messages and blocks were missed so far. */
  readonly missed: number;
  /** How often the device was seen to have started anew. */
  readonly restarts: number;

  /** Connects, and again whenever the connection is lost, until stop. Throws what WebSocket throws, for a bad URL. */
  start(): void;
  /** Ends the connection; start begins anew. */
  stop(): void;
  /** Ends a wait or a pause at once. */
  retryNow(): void;
  /** Asks now whether the device is there, rather than with the next ping. */
  check(): void;
  /** Sends what is no command; false when not connected. */
  send(data: string | ArrayBufferLike | ArrayBufferView): boolean;
  /** Sends a command; resolves when the device carried it out, rejects with a NanowireError. */
  command(name: string, fields?: Record<string, unknown>, timeoutMs?: number): Promise<NanowireResult>;
  /** Asks for a topic, on this and every later connection, until what it returns is called. */
  subscribe<T = NanowireMessage | NanowireBlock>(topic: string, listener: (item: T) => void): () => void;
  /** Listens; what it returns ends that. "topic:NAME" is for JSON messages of that type, and for what subscribe asked for. */
  on<T = any>(type: `topic:${string}`, listener: (item: T) => void): () => void;
  on<K extends keyof NanowireEvents>(type: K, listener: (detail: NanowireEvents[K]) => void): () => void;
}

/** Reads a block where it lies; null when the message is no block of version 1. */
export function readBlock(data: ArrayBuffer): NanowireBlock | null;
