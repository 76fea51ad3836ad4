// The compiled rules, put into the program by the assembler: ONEWAY_RULES_BLOB names the file.
#include "catalog/blob.h"

asm(R"(
    .section .rodata
    .balign 16
    .global oneway_rules_begin
    .global oneway_rules_end
oneway_rules_begin:
    .incbin ")" ONEWAY_RULES_BLOB R"("
oneway_rules_end:
    .byte 0
    .previous
)");

extern "C" const char oneway_rules_begin[];
extern "C" const char oneway_rules_end[];

namespace oneway {

const Blob& builtin_blob() {
  static const Blob blob(
      {oneway_rules_begin, static_cast<std::size_t>(oneway_rules_end - oneway_rules_begin)});
  return blob;
}

}  // namespace oneway
