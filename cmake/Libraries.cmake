# Every library comes from Debian 12; scripts/packages.txt lists the packages.
find_package(nlohmann_json REQUIRED)
find_package(CLI11 REQUIRED)
find_package(yaml-cpp REQUIRED)
find_package(spdlog REQUIRED)
find_library(Z_LIB NAMES libz.a z REQUIRED)
find_package(Threads REQUIRED)
find_library(RE2_LIB NAMES libre2.a re2 REQUIRED)
find_library(ZSTD_LIB NAMES libzstd.a zstd REQUIRED)
find_library(YAMLCPP_LIB NAMES libyaml-cpp.a yaml-cpp REQUIRED)
find_library(SQLITECPP_LIB NAMES libSQLiteCpp.a SQLiteCpp REQUIRED)
find_library(SQLITE3_LIB NAMES libsqlite3.a sqlite3 REQUIRED)
find_library(CRYPTO_LIB NAMES libcrypto.a crypto REQUIRED)

# spdlog and fmt by their headers alone: Debian ships no static archives of them.
find_package(fmt REQUIRED)
add_library(oneway_spdlog INTERFACE)
target_link_libraries(oneway_spdlog INTERFACE fmt::fmt-header-only Threads::Threads)
target_compile_definitions(oneway_spdlog INTERFACE SPDLOG_FMT_EXTERNAL)

add_library(oneway_flags INTERFACE)
target_include_directories(oneway_flags INTERFACE ${PROJECT_SOURCE_DIR}/analyzer ${PROJECT_BINARY_DIR}/generated)
target_compile_definitions(oneway_flags INTERFACE ONEWAY_VERSION="${PROJECT_VERSION}")
