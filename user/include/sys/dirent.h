/* SPDX-License-Identifier: MIT
 * Reading directories.
 */
#ifndef _SYS_DIRENT_H
#define _SYS_DIRENT_H

#ifdef __cplusplus
extern "C" {
#endif

#define DT_UNKNOWN 0
#define DT_CHR 2
#define DT_DIR 4
#define DT_REG 8

struct dirent {
    char d_name[104];
    unsigned char d_type;
    unsigned int d_size; /* Alcove's own: spares a stat per entry */
};

typedef struct __dirstream DIR;

DIR* opendir(const char* path);
struct dirent* readdir(DIR* directory);
void rewinddir(DIR* directory);
int closedir(DIR* directory);

#ifdef __cplusplus
}
#endif
#endif
