#!/bin/sh
# Runs the published app as a container would: a root of its own that nothing can be written to, an unprivileged user without any
# capability, and no variables but those that are given. Needs root and a mount namespace of its own (unshare --mount).
# run-as-container.sh <folder of the app> [NAME=value ...]
set -eu
app=$1
shift

root=/mnt
mount -t tmpfs -o mode=755 tmpfs $root
mkdir -p $root/usr $root/app $root/proc $root/dev $root/etc/ssl
mount --bind /usr $root/usr
mount --bind "$app" $root/app
mount --bind /etc/ssl $root/etc/ssl
for folder in usr app etc/ssl; do
  mount -o remount,ro,bind $root/$folder
done
ln -s usr/lib $root/lib
ln -s usr/lib64 $root/lib64
mount -t proc proc $root/proc
for device in null urandom; do
  touch $root/dev/$device
  mount --bind /dev/$device $root/dev/$device
done
mount -o remount,ro $root

exec chroot $root /usr/bin/setpriv --reuid 1654 --regid 1654 --clear-groups --no-new-privs --inh-caps=-all --bounding-set=-all \
  /usr/bin/env --ignore-environment --chdir=/app "$@" /app/functions-connector
