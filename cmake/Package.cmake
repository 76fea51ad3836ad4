# What is installed besides the program, and `cpack`, which makes a Debian package of it in the build folder.

# The man page and the completions come from the program itself, so they always fit it.
set(papers_dir ${PROJECT_BINARY_DIR}/generated/papers)
set(papers oneway.1 oneway.bash _oneway oneway.fish)
list(TRANSFORM papers PREPEND ${papers_dir}/)
add_custom_command(
  OUTPUT ${papers} ${papers_dir}/oneway.1.gz
  COMMAND ${CMAKE_COMMAND} -E make_directory ${papers_dir}
  COMMAND oneway manual man > ${papers_dir}/oneway.1
  COMMAND oneway completion bash > ${papers_dir}/oneway.bash
  COMMAND oneway completion zsh > ${papers_dir}/_oneway
  COMMAND oneway completion fish > ${papers_dir}/oneway.fish
  COMMAND gzip -9nc ${papers_dir}/oneway.1 > ${papers_dir}/oneway.1.gz
  DEPENDS oneway
  COMMENT "Writing the man page and the completions"
  VERBATIM)
add_custom_target(papers ALL DEPENDS ${papers})

install(FILES ${papers_dir}/oneway.1.gz DESTINATION share/man/man1)
install(FILES ${papers_dir}/oneway.bash DESTINATION share/bash-completion/completions RENAME oneway)
install(FILES ${papers_dir}/_oneway DESTINATION share/zsh/vendor-completions)
install(FILES ${papers_dir}/oneway.fish DESTINATION share/fish/vendor_completions.d)
install(FILES ${PROJECT_SOURCE_DIR}/analyzer/report/assessment.schema.json
              ${PROJECT_SOURCE_DIR}/analyzer/report/evidence.schema.json
              ${PROJECT_SOURCE_DIR}/analyzer/policy/policy.schema.json
              ${PROJECT_SOURCE_DIR}/analyzer/declaration/change.schema.json
              ${PROJECT_SOURCE_DIR}/analyzer/release/expectations.schema.json
        DESTINATION share/oneway/schemas)
install(FILES ${PROJECT_SOURCE_DIR}/cmake/copyright ${PROJECT_SOURCE_DIR}/README.md ${PROJECT_SOURCE_DIR}/CHANGELOG.md
        DESTINATION share/doc/oneway)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/docs DESTINATION share/doc/oneway)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/integrations DESTINATION share/doc/oneway USE_SOURCE_PERMISSIONS)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME oneway)
set(CPACK_PACKAGE_CONTACT "the oneway maintainers <oneway@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGE_DESCRIPTION
    "Judges every change of a plan forward and back, gives it one of six
rollback classes with the evidence, says what to do instead, and can
gate a pipeline. It reads plans and states and never changes anything.")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION admin)
# A static program needs nothing; whatever is not static would be named here.
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE
                                                WORLD_READ WORLD_EXECUTE)
set(CMAKE_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS ${CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS})
include(CPack)
