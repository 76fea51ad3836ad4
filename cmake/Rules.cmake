# Compiles rules/ into the program. A rule file that is wrong stops the build with file:line:column.
# oneway_rules = the catalogue together with the compiled rules; whoever looks facts up links it.
add_executable(oneway_rulec ${PROJECT_SOURCE_DIR}/analyzer/catalog/compile/main.cpp)
target_link_libraries(oneway_rulec PRIVATE oneway_catalog)

file(GLOB_RECURSE rule_files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/rules/*.yaml ${PROJECT_SOURCE_DIR}/rules/arguments/*.txt)
set(rules_blob ${PROJECT_BINARY_DIR}/generated/rules.bin)
file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/generated)
add_custom_command(
  OUTPUT ${rules_blob}
  COMMAND oneway_rulec ${PROJECT_SOURCE_DIR}/rules ${rules_blob}
  DEPENDS oneway_rulec ${rule_files}
  COMMENT "Compiling the rules"
  VERBATIM)

set(blob_source ${PROJECT_SOURCE_DIR}/analyzer/catalog/embedded/builtin_blob.cpp)
set_source_files_properties(${blob_source} PROPERTIES OBJECT_DEPENDS ${rules_blob}
                            COMPILE_DEFINITIONS ONEWAY_RULES_BLOB="${rules_blob}")
add_library(oneway_rules_blob OBJECT ${blob_source})
target_link_libraries(oneway_rules_blob PRIVATE oneway_flags)

# An object, not an archive: the catalogue needs the blob and the blob's compiler needs the catalogue.
add_library(oneway_rules INTERFACE)
target_link_libraries(oneway_rules INTERFACE $<TARGET_OBJECTS:oneway_rules_blob> oneway_catalog)
add_dependencies(oneway_rules oneway_rules_blob)
