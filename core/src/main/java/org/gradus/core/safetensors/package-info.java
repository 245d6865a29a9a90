/**
 * Reads and writes safetensors files: named arrays of numbers and a map of texts, safe to open
 * whoever wrote them.
 *
 * <p>A file is the length N of the header (8 bytes, unsigned, little-endian), N bytes of JSON, and
 * the values of all tensors without gaps, little-endian and row-major. The header maps each
 * tensor's name to {@code {"dtype", "shape", "data_offsets": [begin, end]}}, with offsets counted
 * from the end of the header; the key {@code __metadata__} maps texts to texts.
 *
 * <p>Whatever this package opens, the format's reference implementation opens too. It is stricter
 * in what the format leaves open: duplicate and unknown keys, empty names, names above 65,535
 * characters, more than 64 dimensions, and a header that does not begin with an opening brace are
 * errors. As in the reference, a dtype that is not known makes the file invalid, because the size
 * of its values cannot be verified.
 *
 * <p>Every module may use this package.
 *
 * @see <a href="https://github.com/huggingface/safetensors">The format and its reference
 *     implementation (Hugging Face, 2022)</a>
 */
@NullMarked
package org.gradus.core.safetensors;

import org.jspecify.annotations.NullMarked;
