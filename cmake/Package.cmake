# `cpack -G DEB` in the build folder makes a package with one mostly static program in it.
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE ${PROJECT_SOURCE_DIR}/CHANGELOG.md ${PROJECT_SOURCE_DIR}/README.md
        DESTINATION share/doc/oneway)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME oneway)
set(CPACK_PACKAGE_CONTACT "the oneway maintainers <oneway@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGE_DESCRIPTION
    "Judges every change of a plan forward and back, gives it a rollback class with evidence, and can gate a pipeline.")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION admin)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_STRIP_FILES ON)
include(CPack)
