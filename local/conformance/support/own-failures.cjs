// For mocha: what a request's callback throws is a failure of the test that made the request, and of no other. A test makes several at a
// time and ends with the first that fails; mocha gives what the others throw to whichever test runs by then.
let current;

exports.mochaHooks = {
  beforeEach() {
    current = this.currentTest;
  },
};

global.ownFailures = (callback) => {
  const test = current;
  return (...answer) => {
    try {
      callback(...answer);
    } catch (error) {
      if (test === current) throw error;
    }
  };
};
