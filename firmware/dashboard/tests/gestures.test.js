import assert from "node:assert/strict";
import { test } from "node:test";
import { ChartGestures } from "../src/chart-gestures.js";

// A box whose left edge is at 100, and what was told of it.
function make() {
  const listeners = {};
  const told = [];
  const box = {
    addEventListener: (type, listener) => {
      listeners[type] = listener;
    },
    getBoundingClientRect: () => ({ left: 100 }),
    setPointerCapture: () => {},
  };
  const tell = (name) => (...values) => told.push([name, ...values]);
  new ChartGestures(box, { point: tell("point"), pan: tell("pan"), zoom: tell("zoom") });
  const send = (type, clientX, fields) => {
    told.length = 0;
    listeners[type]({ clientX, button: 0, pointerId: 1, pointerType: "mouse", deltaX: 0, deltaY: 0, deltaMode: 0, preventDefault: () => {}, ...fields });
    return [...told];
  };
  return send;
}

test("Mouse_Moved_PointsAndLeaves", () => {
  const send = make();
  assert.deepEqual(send("pointermove", 150), [["point", 50]]);
  assert.deepEqual(send("pointerleave", 90), [["point", null]]);
});

test("Mouse_Dragged_MovesTheChartAndNotBeforeItWasMeant", () => {
  const send = make();
  assert.deepEqual(send("pointerdown", 150), [["point", 50]]);
  assert.deepEqual(send("pointermove", 153), []);
  assert.deepEqual(send("pointermove", 160), [["pan", 10], ["point", 60]]);
  assert.deepEqual(send("pointermove", 155), [["pan", -5], ["point", 55]]);
  send("pointerup", 155);
  assert.deepEqual(send("pointermove", 170), [["point", 70]]);
  assert.deepEqual(send("pointerdown", 150, { button: 2 }), []);
});

test("TwoFingers_Apart_ZoomInWithWhatIsBelowTheOtherInPlace", () => {
  const send = make();
  send("pointerdown", 200, { pointerId: 1, pointerType: "touch" });
  send("pointerdown", 300, { pointerId: 2, pointerType: "touch" });
  assert.deepEqual(send("pointermove", 400, { pointerId: 2, pointerType: "touch" }), [["zoom", 0.5, 100]]);
  assert.deepEqual(send("pointermove", 100, { pointerId: 1, pointerType: "touch" }), [["zoom", 2 / 3, 300]]);
  send("pointerup", 400, { pointerId: 2, pointerType: "touch" });
  assert.deepEqual(send("pointermove", 110, { pointerId: 1, pointerType: "touch" }), [["pan", 10], ["point", 10]]);
});

test("TwoFingers_OneOverTheOther_DoNothingWild", () => {
  const send = make();
  send("pointerdown", 200, { pointerId: 1, pointerType: "touch" });
  send("pointerdown", 210, { pointerId: 2, pointerType: "touch" });
  assert.deepEqual(send("pointermove", 201, { pointerId: 2, pointerType: "touch" }), []);
});

test("Wheel_ZoomsAtThePointer_AndSidewaysMoves", () => {
  const send = make();
  const [[name, factor, x]] = send("wheel", 250, { deltaY: -100 });
  assert.deepEqual([name, x], ["zoom", 150]);
  assert.ok(factor > 0.8 && factor < 0.9);
  assert.deepEqual(send("wheel", 250, { deltaX: 30, deltaY: 2 })[0], ["pan", -30]);
  assert.deepEqual(send("wheel", 250, { deltaX: 2, deltaMode: 1 })[0], ["pan", -32]);
});
