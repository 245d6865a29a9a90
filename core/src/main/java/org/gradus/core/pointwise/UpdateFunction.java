package org.gradus.core.pointwise;

/**
 * One step of an optimizer for one parameter, element by element: from the parameter, its gradient
 * and the optimizer's state to the next parameter and state.
 *
 * <p>As {@link UnaryFunction}: immutable, a named class, compiled to one loop for each class, which
 * passes over the memory once. Numbers that depend on the step (a learning rate, a bias correction)
 * are fields. With more than three states or a special function it is computed block by block, in
 * several passes.
 */
public interface UpdateFunction {
  /** Computes the step for the elements at the cursor. */
  <V> void update(Lanes<V> lanes, Cursor<V> at);

  /**
   * The elements that are updated now.
   *
   * @param <V> the representation of numbers
   */
  interface Cursor<V> {
    /** Returns the parameter. */
    V parameter();

    /** Returns the gradient. */
    V gradient();

    /** Returns the state of the given index. */
    V state(int index);

    /** Sets the parameter. */
    void setParameter(V value);

    /** Sets the state of the given index. */
    void setState(int index, V value);
  }
}
