/** The parts a lesson's text may use, by name. */
import Cards from '../components/lesson/Cards.astro';
import Hook from '../components/lesson/Hook.astro';
import ModelLimits from '../components/lesson/ModelLimits.astro';
import Predict from '../components/lesson/Predict.astro';
import Recap from '../components/lesson/Recap.astro';
import Run from '../components/lesson/Run.astro';
import Task from '../components/lesson/Task.astro';
import WorkedExample from '../components/lesson/WorkedExample.astro';

export const grammar = { Cards, Hook, ModelLimits, Predict, Recap, Run, Task, WorkedExample };
