package org.gradus.core.internal.kernels.vector.fusion;

import java.lang.invoke.MethodHandles;
import java.util.Arrays;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.gradus.core.internal.kernels.vector.fusion.Formula.Step;
import org.gradus.core.internal.kernels.vector.fusion.Formula.Store;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Writes a formula as the class of a loop over vectors.
 *
 * <p>The loop's body is straight code that calls nothing but the Vector API, whose methods the
 * compiler inlines always. What a method of our own would return is a vector on the heap wherever
 * the compiler decides not to inline it, and that depends on what the process ran before.
 */
final class LoopWriter {
  private static final String FLOATS = Type.getInternalName(FloatVector.class);
  private static final String INTS = Type.getInternalName(IntVector.class);
  private static final Type OPERATORS = Type.getType(VectorOperators.class);
  private static final Type SPECIES = Type.getType(VectorSpecies.class);
  private static final Type FLOAT_VECTOR = Type.getType(FloatVector.class);
  private static final Type INT_VECTOR = Type.getType(IntVector.class);
  private static final Type VECTOR = Type.getType(Vector.class);
  private static final Type MASK = Type.getType(VectorMask.class);
  private static final Type FLOAT_ARRAY = Type.getType(float[].class);
  private static final Type BINARY = Type.getType(VectorOperators.Binary.class);
  private static final Type COMPARISON = Type.getType(VectorOperators.Comparison.class);

  private static final String SUPERCLASS = Type.getInternalName(FusedLoop.class);
  private static final String NAME = SUPERCLASS + "OfFormula";
  private static final String SPECIES_FIELD = "SPECIES";

  // The local variables of the loop: this, five arrays with their offsets, then these.
  private static final int CONSTANTS = 1 + 2 * FusedLoop.RUNS;
  private static final int LENGTH = CONSTANTS + 1;
  private static final int INDEX = LENGTH + 1;
  private static final int FIRST_CONSTANT = INDEX + 1;

  private final Formula formula;
  private final MethodVisitor code;
  private final int firstResult;

  private LoopWriter(Formula formula, MethodVisitor code) {
    this.formula = formula;
    this.code = code;
    firstResult = FIRST_CONSTANT + formula.constants();
  }

  /** Returns the loop that computes a formula. */
  static FusedLoop write(Formula formula) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
    int flags = Opcodes.ACC_FINAL | Opcodes.ACC_SUPER;
    writer.visit(Opcodes.V17, flags, NAME, null, SUPERCLASS, null);
    writeSpecies(writer);
    writeConstructor(writer);
    String runs = "[FI".repeat(FusedLoop.RUNS);
    MethodVisitor loop = writer.visitMethod(0, FusedLoop.METHOD, "(" + runs + "[FI)V", null, null);
    loop.visitCode();
    new LoopWriter(formula, loop).writeLoop();
    loop.visitMaxs(0, 0);
    loop.visitEnd();
    writer.visitEnd();
    return instance(writer.toByteArray(), formula);
  }

  private static FusedLoop instance(byte[] bytes, Formula formula) {
    try {
      return (FusedLoop)
          MethodHandles.lookup()
              .defineHiddenClass(bytes, true)
              .lookupClass()
              .getDeclaredConstructor(int.class, int.class, int.class)
              .newInstance(lanes(), formula.loaded(), formula.stored());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("[kernels] the loop of " + formula + " is no class.", e);
    }
  }

  private static int lanes() {
    return FloatVector.SPECIES_PREFERRED.length();
  }

  /** Writes a constant of the class for the species, as the compiler wants it. */
  private static void writeSpecies(ClassWriter writer) {
    int flags = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL;
    writer.visitField(flags, SPECIES_FIELD, SPECIES.getDescriptor(), null, null).visitEnd();
    MethodVisitor code = writer.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
    code.visitCode();
    code.visitFieldInsn(Opcodes.GETSTATIC, FLOATS, "SPECIES_PREFERRED", SPECIES.getDescriptor());
    code.visitFieldInsn(Opcodes.PUTSTATIC, NAME, SPECIES_FIELD, SPECIES.getDescriptor());
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  private static void writeConstructor(ClassWriter writer) {
    MethodVisitor code = writer.visitMethod(0, "<init>", "(III)V", null, null);
    code.visitCode();
    for (int i = 0; i <= 3; i++) {
      code.visitVarInsn(i == 0 ? Opcodes.ALOAD : Opcodes.ILOAD, i);
    }
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, SUPERCLASS, "<init>", "(III)V", false);
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  private void writeLoop() {
    // Before the loop: a store to a float array could change them, for all the compiler knows.
    for (int i = 0; i < formula.constants(); i++) {
      code.visitVarInsn(Opcodes.ALOAD, CONSTANTS);
      push(i);
      code.visitInsn(Opcodes.FALOAD);
      code.visitVarInsn(Opcodes.FSTORE, FIRST_CONSTANT + i);
    }
    writeSteps(true);
    push(0);
    code.visitVarInsn(Opcodes.ISTORE, INDEX);
    Label test = new Label();
    Label body = new Label();
    code.visitJumpInsn(Opcodes.GOTO, test);
    code.visitLabel(body);
    writeSteps(false);
    for (Store store : formula.stores()) {
      load(store.step());
      code.visitVarInsn(Opcodes.ALOAD, array(store.run()));
      pushPlace(store.run());
      invoke(FLOATS, "intoArray", Type.VOID_TYPE, FLOAT_ARRAY, Type.INT_TYPE);
    }
    code.visitIincInsn(INDEX, lanes());
    code.visitLabel(test);
    code.visitVarInsn(Opcodes.ILOAD, INDEX);
    code.visitVarInsn(Opcodes.ILOAD, LENGTH);
    code.visitJumpInsn(Opcodes.IF_ICMPLT, body);
    code.visitInsn(Opcodes.RETURN);
  }

  /** Writes the steps that repeat one element before the loop, and all others within it. */
  private void writeSteps(boolean beforeLoop) {
    List<Step> steps = formula.steps();
    for (int i = 0; i < steps.size(); i++) {
      if ((steps.get(i).operation() == Operation.REPEAT) == beforeLoop) {
        writeStep(steps.get(i));
        code.visitVarInsn(Opcodes.ASTORE, firstResult + i);
      }
    }
  }

  private void writeStep(Step step) {
    int immediate = step.immediate();
    switch (step.operation()) {
      case LOAD -> {
        pushSpecies();
        code.visitVarInsn(Opcodes.ALOAD, array(immediate));
        pushPlace(immediate);
        invokeStatic("fromArray", SPECIES, FLOAT_ARRAY, Type.INT_TYPE);
      }
      case REPEAT -> {
        pushSpecies();
        code.visitVarInsn(Opcodes.ALOAD, array(immediate));
        code.visitVarInsn(Opcodes.ILOAD, array(immediate) + 1);
        code.visitInsn(Opcodes.FALOAD);
        invokeStatic("broadcast", SPECIES, Type.FLOAT_TYPE);
      }
      case CONSTANT -> {
        pushSpecies();
        code.visitVarInsn(Opcodes.FLOAD, FIRST_CONSTANT + immediate);
        invokeStatic("broadcast", SPECIES, Type.FLOAT_TYPE);
      }
      case LITERAL -> {
        pushSpecies();
        code.visitLdcInsn(Float.intBitsToFloat(immediate));
        invokeStatic("broadcast", SPECIES, Type.FLOAT_TYPE);
      }
      case ADD -> floats(step, "add");
      case SUBTRACT -> floats(step, "sub");
      case MULTIPLY -> floats(step, "mul");
      case DIVIDE -> floats(step, "div");
      case FMA -> floats(step, "fma");
      case NEGATE -> floats(step, "neg");
      case ABS -> floats(step, "abs");
      case MAX -> floats(step, "max");
      case MIN -> floats(step, "min");
      case SQRT -> floats(step, "sqrt");
      case GREATER -> compare(step, "GT");
      case EQUAL -> compare(step, "EQ");
      case CHOOSE -> {
        load(step.operand(2));
        load(step.operand(1));
        load(step.operand(0));
        invoke(FLOATS, "blend", FLOAT_VECTOR, VECTOR, MASK);
      }
      case BITS -> {
        load(step.operand(0));
        invoke(FLOATS, "reinterpretAsInts", INT_VECTOR);
      }
      case FLOATS -> {
        load(step.operand(0));
        invoke(INTS, "reinterpretAsFloats", FLOAT_VECTOR);
      }
      case PLUS -> withNumber(step, "add");
      case AT_MOST -> withNumber(step, "min");
      case AND -> withNumber(step, "and");
      case FROM -> {
        load(step.operand(0));
        push(immediate);
        invoke(INTS, "broadcast", INT_VECTOR, Type.INT_TYPE);
        load(step.operand(0));
        invoke(INTS, "sub", INT_VECTOR, VECTOR);
      }
      case DIFFERENCE -> ofIntegers(step, "sub");
      case OR -> ofIntegers(step, "or");
      case XOR -> {
        load(step.operand(0));
        pushOperator("XOR", Type.getType(VectorOperators.Associative.class));
        load(step.operand(1));
        invoke(INTS, "lanewise", INT_VECTOR, BINARY, VECTOR);
      }
      case SHIFT_LEFT -> shift(step, "LSHL");
      case SHIFT_RIGHT -> shift(step, "ASHR");
    }
  }

  private void floats(Step step, String method) {
    loadOperands(step);
    Type[] arguments = new Type[step.operation().operands() - 1];
    Arrays.fill(arguments, VECTOR);
    invoke(FLOATS, method, FLOAT_VECTOR, arguments);
  }

  private void compare(Step step, String operator) {
    load(step.operand(0));
    pushOperator(operator, COMPARISON);
    load(step.operand(1));
    invoke(FLOATS, "compare", MASK, COMPARISON, VECTOR);
  }

  private void withNumber(Step step, String method) {
    load(step.operand(0));
    push(step.immediate());
    invoke(INTS, method, INT_VECTOR, Type.INT_TYPE);
  }

  private void ofIntegers(Step step, String method) {
    loadOperands(step);
    invoke(INTS, method, INT_VECTOR, VECTOR);
  }

  private void shift(Step step, String operator) {
    load(step.operand(0));
    pushOperator(operator, BINARY);
    push(step.immediate());
    invoke(INTS, "lanewise", INT_VECTOR, BINARY, Type.INT_TYPE);
  }

  private void loadOperands(Step step) {
    for (int i = 0; i < step.operation().operands(); i++) {
      load(step.operand(i));
    }
  }

  private void load(int step) {
    code.visitVarInsn(Opcodes.ALOAD, firstResult + step);
  }

  private static int array(int run) {
    return 1 + 2 * run;
  }

  /** Pushes where in its array the current element of a run is. */
  private void pushPlace(int run) {
    code.visitVarInsn(Opcodes.ILOAD, array(run) + 1);
    code.visitVarInsn(Opcodes.ILOAD, INDEX);
    code.visitInsn(Opcodes.IADD);
  }

  private void pushSpecies() {
    code.visitFieldInsn(Opcodes.GETSTATIC, NAME, SPECIES_FIELD, SPECIES.getDescriptor());
  }

  private void pushOperator(String name, Type type) {
    code.visitFieldInsn(Opcodes.GETSTATIC, OPERATORS.getInternalName(), name, type.getDescriptor());
  }

  private void push(int number) {
    code.visitLdcInsn(number);
  }

  private void invoke(String owner, String method, Type result, Type... arguments) {
    code.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL, owner, method, Type.getMethodDescriptor(result, arguments), false);
  }

  private void invokeStatic(String method, Type... arguments) {
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        FLOATS,
        method,
        Type.getMethodDescriptor(FLOAT_VECTOR, arguments),
        false);
  }
}
