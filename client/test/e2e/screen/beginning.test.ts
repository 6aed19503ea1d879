import { after, before, describe } from 'node:test';
import { callsComponent } from './beginning/called.ts';
import { composesComponents } from './beginning/composed.ts';
import { createsComponent } from './beginning/created.ts';
import { addsPackage } from './beginning/documented.ts';
import { servesComponent } from './beginning/served.ts';
import { testsComponent } from './beginning/tested.ts';
import { Scene } from './beginning/scene.ts';

/**
 * From an empty folder to the response of a component, with typed input from the keyboard alone. Each test goes on where
 * the one before it has stopped.
 */
describe('a new component', { timeout: 480_000 }, () => {
  const scene = new Scene();
  before(() => scene.open());
  after(() => scene.workbench.close());

  createsComponent(scene);
  testsComponent(scene);
  callsComponent(scene);
  servesComponent(scene);
  composesComponents(scene);
  addsPackage(scene);
});
